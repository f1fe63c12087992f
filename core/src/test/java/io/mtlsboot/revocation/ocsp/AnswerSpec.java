package io.mtlsboot.revocation.ocsp;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

import io.mtlsboot.devca.IssuedCertificate;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An OCSP answer to sign, right or wrong. Good, from five minutes ago for an hour, signed
 * by the CA itself, unless told otherwise.
 */
public final class AnswerSpec {

	private final IssuedCertificate ca;

	private final List<X509CertificateHolder> certificates = new ArrayList<>();

	private final List<CertificateID> ids = new ArrayList<>();

	private final List<CertificateID> good = new ArrayList<>();

	private final List<Extension> extensions = new ArrayList<>();

	private IssuedCertificate signer;

	private boolean byKey;

	private @Nullable CertificateStatus status = CertificateStatus.GOOD;

	private Instant thisUpdate = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300);

	private @Nullable Instant nextUpdate = this.thisUpdate.plusSeconds(3_900);

	private String algorithm = "SHA256withECDSA";

	private AlgorithmIdentifier hash = CertificateID.HASH_SHA1;

	private AnswerSpec(IssuedCertificate ca) {
		this.ca = ca;
		this.signer = ca;
	}

	public static AnswerSpec of(IssuedCertificate ca) {
		return new AnswerSpec(ca);
	}

	static byte[] error(int status) throws Exception {
		return new OCSPRespBuilder().build(status, null).getEncoded();
	}

	AnswerSpec sha256() {
		this.hash = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
		return this;
	}

	AnswerSpec about(X509Certificate certificate) throws Exception {
		return about(certificate, this.ca);
	}

	AnswerSpec about(X509Certificate certificate, IssuedCertificate issuer) throws Exception {
		DigestCalculator digest = new JcaDigestCalculatorProviderBuilder().build().get(this.hash);
		this.ids.add(new CertificateID(digest, new JcaX509CertificateHolder(issuer.certificate()),
				certificate.getSerialNumber()));
		return this;
	}

	AnswerSpec alsoGood(X509Certificate certificate) throws Exception {
		DigestCalculator digest = new JcaDigestCalculatorProviderBuilder().build().get(this.hash);
		this.good.add(new CertificateID(digest, new JcaX509CertificateHolder(this.ca.certificate()),
				certificate.getSerialNumber()));
		return this;
	}

	public AnswerSpec to(OCSPReq request) {
		this.ids.add(request.getRequestList()[0].getCertID());
		Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
		return (nonce != null) ? extension(nonce) : this;
	}

	AnswerSpec nonce(byte[] nonce) throws Exception {
		return extension(
				new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded()));
	}

	AnswerSpec extension(Extension extension) {
		this.extensions.add(extension);
		return this;
	}

	AnswerSpec withoutExtensions() {
		this.extensions.clear();
		return this;
	}

	AnswerSpec signer(IssuedCertificate signer) throws Exception {
		this.signer = signer;
		return with(signer.certificate());
	}

	AnswerSpec with(X509Certificate certificate) throws Exception {
		this.certificates.add(new JcaX509CertificateHolder(certificate));
		return this;
	}

	AnswerSpec withoutCertificates() {
		this.certificates.clear();
		return this;
	}

	AnswerSpec byKey() {
		this.byKey = true;
		return this;
	}

	public AnswerSpec revoked(Instant since, int reason) {
		this.status = new RevokedStatus(Date.from(since), reason);
		return this;
	}

	AnswerSpec unknown() {
		this.status = new UnknownStatus();
		return this;
	}

	AnswerSpec from(Instant thisUpdate) {
		this.thisUpdate = thisUpdate;
		return this;
	}

	AnswerSpec until(@Nullable Instant nextUpdate) {
		this.nextUpdate = nextUpdate;
		return this;
	}

	AnswerSpec algorithm(String algorithm) {
		this.algorithm = algorithm;
		return this;
	}

	public byte[] sign() throws Exception {
		return sign(new JcaContentSignerBuilder(this.algorithm));
	}

	byte[] sign(JcaContentSignerBuilder contentSigner) throws Exception {
		SubjectPublicKeyInfo key = SubjectPublicKeyInfo
			.getInstance(this.signer.certificate().getPublicKey().getEncoded());
		RespID id = this.byKey
				? new RespID(key, new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1))
				: new RespID(X500Name.getInstance(this.signer.certificate().getSubjectX500Principal().getEncoded()));
		BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(id);
		for (CertificateID each : this.good) {
			builder.addResponse(each, CertificateStatus.GOOD);
		}
		for (CertificateID each : this.ids) {
			builder.addResponse(each, this.status, Date.from(this.thisUpdate),
					(this.nextUpdate != null) ? Date.from(this.nextUpdate) : null, null);
		}
		if (!this.extensions.isEmpty()) {
			builder.setResponseExtensions(new Extensions(this.extensions.toArray(new Extension[0])));
		}
		BasicOCSPResp basic = builder.build(contentSigner.build(this.signer.privateKey()),
				this.certificates.toArray(new X509CertificateHolder[0]), Date.from(this.thisUpdate));
		return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
	}

	public static String statusOf(byte[] response) {
		try {
			BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(response).getResponseObject();
			CertificateStatus status = basic.getResponses()[0].getCertStatus();
			return (status != CertificateStatus.GOOD) ? status.getClass().getSimpleName() : "good";
		}
		catch (IOException | OCSPException ex) {
			return "invalid";
		}
	}

}
