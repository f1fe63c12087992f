package io.mtlsboot.autoconfigure.security;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import javax.security.auth.x500.X500Principal;

import io.mtlsboot.identity.WorkloadIdentity;
import io.mtlsboot.x509.Fingerprint;
import io.mtlsboot.x509.PrintableText;
import io.mtlsboot.x509.SubjectAlternativeName;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * The caller of a request, as its verified certificate names it.
 * <p>
 * A controller asks for it with {@code @AuthenticationPrincipal WorkloadPrincipal}. Its
 * name is the identity <em>with</em> its type: a certificate whose common name is
 * {@code spiffe://shop.example/web} is {@code cn:spiffe://shop.example/web} and never
 * equals the SPIFFE ID. Rules in {@code mtls.security.principal-rules} change the name,
 * and never the identity. There is no password. Two principals are equal if they have the
 * same identity from the same certificate. Immutable.
 */
public final class WorkloadPrincipal implements UserDetails, AuthenticatedPrincipal {

	private static final long serialVersionUID = 1L;

	private static final int SHORT_FINGERPRINT = 16;

	private final WorkloadIdentity identity;

	private final String name;

	@SuppressWarnings("serial") // the unmodifiable lists of the JDK can be serialized
	private final List<SubjectAlternativeName> names;

	private final BigInteger serial;

	private final X500Principal issuer;

	private final String fingerprint;

	private final Instant notBefore;

	private final Instant notAfter;

	@SuppressWarnings("serial")
	private final List<GrantedAuthority> authorities;

	private final String text;

	private WorkloadPrincipal(WorkloadIdentity identity, String name, X509Certificate certificate,
			List<SubjectAlternativeName> names, List<GrantedAuthority> authorities) {
		this.identity = identity;
		this.name = name;
		this.names = names;
		this.serial = certificate.getSerialNumber();
		this.issuer = certificate.getIssuerX500Principal();
		this.fingerprint = Fingerprint.of(certificate).value();
		this.notBefore = certificate.getNotBefore().toInstant();
		this.notAfter = certificate.getNotAfter().toInstant();
		this.authorities = authorities;
		// Spring Security asks for the text several times per request
		this.text = PrintableText.of(this.name) + " (sha256 " + this.fingerprint.substring(0, SHORT_FINGERPRINT) + ")";
	}

	/**
	 * Describes the holder of a certificate. It is for whoever has verified the
	 * certificate: nothing is verified here.
	 * @param identity who the certificate says its holder is
	 * @param certificate the leaf certificate
	 * @param authorities what the holder may do
	 * @return the principal
	 * @throws CertificateParsingException if the subject alternative names of the
	 * certificate are malformed
	 */
	public static WorkloadPrincipal of(WorkloadIdentity identity, X509Certificate certificate,
			Collection<? extends GrantedAuthority> authorities) throws CertificateParsingException {
		return of(identity, identity.toString(), certificate, authorities);
	}

	static WorkloadPrincipal of(WorkloadIdentity identity, String name, X509Certificate certificate,
			Collection<? extends GrantedAuthority> authorities) throws CertificateParsingException {
		return new WorkloadPrincipal(identity, name, certificate, List.copyOf(SubjectAlternativeName.read(certificate)),
				List.copyOf(authorities));
	}

	/**
	 * Who the caller is.
	 * @return the identity
	 */
	public WorkloadIdentity identity() {
		return this.identity;
	}

	/**
	 * Every subject alternative name of the certificate. They were signed together with
	 * the identity, but rules should be written over {@link #identity()}.
	 * @return the names in the order of the certificate
	 */
	public List<SubjectAlternativeName> names() {
		return this.names;
	}

	/**
	 * The serial number that the issuer gave to the certificate.
	 * @return the serial number
	 */
	public BigInteger serial() {
		return this.serial;
	}

	/**
	 * Who signed the certificate.
	 * @return the distinguished name of the issuer
	 */
	public X500Principal issuer() {
		return this.issuer;
	}

	/**
	 * The SHA-256 fingerprint of the certificate.
	 * @return the fingerprint
	 */
	public Fingerprint fingerprint() {
		return new Fingerprint(this.fingerprint);
	}

	/**
	 * When the certificate began to be valid.
	 * @return the first instant of its validity
	 */
	public Instant notBefore() {
		return this.notBefore;
	}

	/**
	 * When the certificate ends to be valid.
	 * @return the last instant of its validity
	 */
	public Instant notAfter() {
		return this.notAfter;
	}

	/**
	 * What the {@link WorkloadAuthoritiesMapper} gave to the caller. The authentication
	 * has {@code FACTOR_X509} besides.
	 */
	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		return this.authorities;
	}

	/**
	 * A workload has no password.
	 * @return {@code null}
	 */
	@Override
	public @Nullable String getPassword() {
		return null;
	}

	/**
	 * The same as {@link #getName()}.
	 */
	@Override
	public String getUsername() {
		return this.name;
	}

	/**
	 * The identity with its type, such as {@code spiffe://shop.example/web} or
	 * {@code cn:web}, or what a rule makes of it.
	 */
	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof WorkloadPrincipal that && this.fingerprint.equals(that.fingerprint)
				&& this.identity.equals(that.identity));
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.identity, this.fingerprint);
	}

	/**
	 * The name and the beginning of the fingerprint on one printable line.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
