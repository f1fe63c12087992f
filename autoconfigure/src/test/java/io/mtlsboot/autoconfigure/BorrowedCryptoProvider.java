package io.mtlsboot.autoconfigure;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/**
 * A provider on the class path that has the JDK's elliptic curves under a name of its
 * own.
 */
public final class BorrowedCryptoProvider extends Provider {

	private static final long serialVersionUID = 1L;

	public BorrowedCryptoProvider() {
		super("Borrowed", "1", "the JDK's algorithms");
		Security.getProvider("SunEC").getServices().forEach((service) -> putService(lent(service)));
	}

	private Service lent(Service service) {
		return new Service(this, service.getType(), service.getAlgorithm(), service.getClassName(), null, null) {

			@Override
			public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
				return service.newInstance(parameter);
			}

		};
	}

}
