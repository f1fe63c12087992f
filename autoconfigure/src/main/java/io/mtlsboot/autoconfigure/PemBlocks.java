package io.mtlsboot.autoconfigure;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.pem.PemContent;

/**
 * The blocks of a PEM file. Boot's own reader skips what it does not know; this one
 * insists on what was asked for, so that a swapped or truncated file is named as such.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemBlocks {

	// Headers, as in OpenSSL's own encryption, have hyphens; editors leave blanks
	private static final Pattern BLOCK = Pattern
		.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----[ \\t]*\\R(.{0,200000}?)-----END \\1-----", Pattern.DOTALL);

	private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]{1,40}-----");

	private final MaterialFile file;

	private final List<Block> blocks;

	private PemBlocks(MaterialFile file, List<Block> blocks) {
		this.file = file;
		this.blocks = blocks;
	}

	static PemBlocks read(MaterialFile file) {
		String text = new String(file.read(), StandardCharsets.ISO_8859_1);
		List<Block> blocks = new ArrayList<>();
		Matcher matcher = BLOCK.matcher(text);
		while (matcher.find()) {
			blocks.add(new Block(matcher.group(1), matcher.group(2), matcher.group()));
		}
		long begins = BEGIN.matcher(text).results().count();
		if (begins == 0) {
			throw file.failure(MaterialProblem.WRONG_KIND, "it is not a PEM file: it has no '-----BEGIN' line", null);
		}
		if (begins != blocks.size()) {
			throw file.failure(MaterialProblem.MALFORMED,
					"it is truncated or damaged: a '-----BEGIN' line has no matching '-----END' line", null);
		}
		return new PemBlocks(file, blocks);
	}

	List<X509Certificate> certificates() {
		List<X509Certificate> certificates = new ArrayList<>();
		for (Block block : this.blocks) {
			if (block.isCertificate()) {
				certificates.add(certificate(block));
			}
		}
		if (certificates.isEmpty()) {
			throw this.file.failure(MaterialProblem.WRONG_KIND,
					"expected a CERTIFICATE, but it has only " + labels() + "; is it swapped with another file?", null);
		}
		return certificates;
	}

	PrivateKey privateKey(@Nullable String password) {
		List<Block> keys = this.blocks.stream().filter(Block::isPrivateKey).toList();
		if (keys.isEmpty()) {
			throw this.file.failure(MaterialProblem.WRONG_KIND,
					"expected a PRIVATE KEY, but it has only " + labels() + "; is it swapped with another file?", null);
		}
		if (keys.size() > 1) {
			throw this.file.failure(MaterialProblem.WRONG_KIND, "expected one PRIVATE KEY, but it has " + labels(),
					null);
		}
		return privateKey(keys.get(0), password);
	}

	private PrivateKey privateKey(Block block, @Nullable String password) {
		if (block.body().contains("Proc-Type:")) {
			throw this.file.failure(MaterialProblem.KEY_NOT_SUPPORTED,
					"its encryption is OpenSSL's own, which is not supported; convert it with "
							+ "'openssl pkcs8 -topk8 -in <file> -out <new file>'",
					null);
		}
		if (block.isEncrypted() && (password == null || password.isEmpty())) {
			throw this.file.failure(MaterialProblem.WRONG_PASSWORD, "it is encrypted and no password is set", null);
		}
		try {
			PrivateKey key = PemContent.of(block.text()).getPrivateKey(block.isEncrypted() ? password : null);
			if (key != null) {
				return key;
			}
		}
		catch (RuntimeException ex) {
			throw unusable(block, ex);
		}
		throw unusable(block, null);
	}

	// The parser's message is left out: it may quote what it read
	private MaterialException unusable(Block block, @Nullable RuntimeException cause) {
		if (block.isEncrypted()) {
			return this.file.failure(MaterialProblem.WRONG_PASSWORD,
					"the password does not open it, or its encryption is not supported", cause);
		}
		return this.file.failure(MaterialProblem.MALFORMED,
				"its " + block.label() + " is damaged or its algorithm is not supported", cause);
	}

	private X509Certificate certificate(Block block) {
		try {
			byte[] der = Base64.getMimeDecoder().decode(block.body());
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(der));
		}
		catch (CertificateException | IllegalArgumentException ex) {
			throw this.file.failure(MaterialProblem.MALFORMED,
					"a CERTIFICATE in it is damaged or of a kind that cannot be read", ex);
		}
	}

	private List<String> labels() {
		return this.blocks.stream().map(Block::label).toList();
	}

	/**
	 * One block; its text may be a secret.
	 */
	private record Block(String label, String body, String text) {

		boolean isCertificate() {
			return this.label.equals("CERTIFICATE") || this.label.equals("X509 CERTIFICATE");
		}

		boolean isPrivateKey() {
			return this.label.endsWith("PRIVATE KEY");
		}

		boolean isEncrypted() {
			return this.label.startsWith("ENCRYPTED");
		}

		@Override
		public String toString() {
			return "PEM block " + this.label;
		}

	}

}
