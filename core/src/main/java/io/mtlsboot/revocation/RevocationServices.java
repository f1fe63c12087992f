package io.mtlsboot.revocation;

/**
 * The sources that are asked over the network. They outlive generations of material, so
 * that what they know is not asked again at each rotation.
 *
 * @param crls CRLs from the distribution points of certificates
 * @param ocsp OCSP responders, and responses that peers send along
 */
public record RevocationServices(RevocationSource crls, RevocationSource ocsp) {

	/**
	 * Nothing is asked over the network.
	 */
	public static final RevocationServices NONE = new RevocationServices(RevocationServices::nothing,
			RevocationServices::nothing);

	/**
	 * How often something became known that may contradict an earlier answer.
	 * @return a number that only grows
	 */
	public long epoch() {
		return this.crls.epoch() + this.ocsp.epoch();
	}

	private static RevocationStatus nothing(RevocationQuery query) {
		return new RevocationStatus.Unknown("");
	}

}
