package io.mtlsboot.autoconfigure;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

import io.mtlsboot.devca.DevCa;
import io.mtlsboot.devca.IssuedCertificate;
import io.mtlsboot.material.KeyMaterial;
import io.mtlsboot.material.TlsMaterial;
import io.mtlsboot.material.TrustMaterial;
import io.mtlsboot.rotation.RotationEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published bundle under a rotation.
 */
@ExtendWith(OutputCaptureExtension.class)
class PublishedBundleRotationTests {

	private static final DevCa CA = DevCa.create("shop.example");

	private final AtomicReference<TlsMaterial> material = new AtomicReference<>(material("CN=one"));

	@Test
	void sslContextWhenRotatedThenNewEnginesAndSocketsHaveNewMaterial() {
		run((context) -> {
			SslBundle bundle = bundle(context);
			SSLContext kept = bundle.createSslContext();
			var sockets = kept.getSocketFactory();
			assertThat(presented(kept)).isEqualTo("CN=one");
			rotate(context, "CN=two");
			assertThat(presented(kept)).isEqualTo("CN=two");
			assertThat(kept.getSocketFactory()).isSameAs(sockets);
			assertThat(presented(bundle.createSslContext())).isEqualTo("CN=two");
		});
	}

	@Test
	void sslContextWhenRotatedThenGenerationsShareNoSessions() {
		run((context) -> {
			SSLContext kept = bundle(context).createSslContext();
			var sessions = kept.getClientSessionContext();
			assertThat(kept.getClientSessionContext()).isSameAs(sessions);
			rotate(context, "CN=two");
			assertThat(kept.getClientSessionContext()).isNotSameAs(sessions);
		});
	}

	@Test
	void managersAndStoresWhenRotatedThenAreTheCurrentOnes() {
		run((context) -> {
			SslBundle bundle = bundle(context);
			assertThat(ofManagers(bundle)).isEqualTo("CN=one");
			rotate(context, "CN=two");
			assertThat(ofManagers(bundle)).isEqualTo("CN=two");
			X509Certificate stored = (X509Certificate) bundle.getStores().getKeyStore().getCertificate("mtls");
			assertThat(stored.getSubjectX500Principal().getName()).isEqualTo("CN=two");
		});
	}

	@Test
	void updateHandlerWhenRotatedThenIsTold() {
		run((context) -> {
			List<String> told = new ArrayList<>();
			context.getBean(SslBundles.class)
				.addBundleUpdateHandler("mtls", (updated) -> told.add(ofManagers(updated)));
			bundle(context).getManagers();
			context.getBean(MtlsMaterials.class).store(MaterialScope.BUNDLE).refresh();
			assertThat(told).isEmpty();
			rotate(context, "CN=two");
			assertThat(told).containsExactly("CN=two");
		});
	}

	@Test
	void updateHandlerWhenItThrowsThenRotationGoesOn(CapturedOutput output) {
		run((context) -> {
			context.getBean(SslBundles.class).addBundleUpdateHandler("mtls", (updated) -> {
				throw new IllegalStateException("cannot follow");
			});
			bundle(context).getManagers();
			rotate(context, "CN=two");
			assertThat(ofManagers(bundle(context))).isEqualTo("CN=two");
			assertThat(output).contains("one who uses it failed to follow");
		});
	}

	@Test
	void rotateWhenNobodyHasAHandlerThenBootDoesNotWarn(CapturedOutput output) {
		run((context) -> {
			bundle(context).getManagers();
			rotate(context, "CN=two");
			assertThat(output).doesNotContain("doesn't support SSL reloading");
		});
	}

	private void rotate(AssertableApplicationContext context, String subject) {
		this.material.set(material(subject));
		assertThat(context.getBean(MtlsMaterials.class).store(MaterialScope.BUNDLE).refresh())
			.isInstanceOf(RotationEvent.Rotated.class);
	}

	private static SslBundle bundle(AssertableApplicationContext context) {
		return context.getBean(SslBundles.class).getBundle("mtls");
	}

	private static String ofManagers(SslBundle bundle) {
		X509ExtendedKeyManager manager = (X509ExtendedKeyManager) bundle.getManagers().getKeyManagers()[0];
		return manager.getCertificateChain("mtls")[0].getSubjectX500Principal().getName();
	}

	// What a connection between two sockets of the context shows to either side
	private static String presented(SSLContext context) throws Exception {
		try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
				SSLSocket client = (SSLSocket) context.getSocketFactory()
					.createSocket("localhost", server.getLocalPort())) {
			server.setNeedClientAuth(true);
			Thread accepting = new Thread(() -> accept(server));
			accepting.start();
			client.startHandshake();
			X509Certificate leaf = (X509Certificate) client.getSession().getPeerCertificates()[0];
			assertThat(client.getInputStream().read()).isPositive();
			accepting.join();
			return leaf.getSubjectX500Principal().getName();
		}
	}

	private static void accept(SSLServerSocket server) {
		try (SSLSocket socket = (SSLSocket) server.accept()) {
			socket.getOutputStream().write(socket.getSession().getPeerCertificates().length);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TlsMaterial material(String subject) {
		IssuedCertificate issued = CA.issue((leaf) -> leaf.subject(subject).dns("localhost"));
		return new TlsMaterial(KeyMaterial.of(issued.privateKey(), issued.chain(), "test"),
				TrustMaterial.of(List.of(CA.rootCertificate()), "test"));
	}

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MtlsAutoConfiguration.class))
			.withBean(MaterialSources.class, () -> (scope) -> this.material::get)
			// Generations are told apart by the names in their certificates
			.withPropertyValues("mtls.rotation.allow-identity-change=true")
			.run(test);
	}

}
