package io.mtlsboot.autoconfigure.client;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * Makes the clients that Boot builds follow our bundle, where they name it. A builder
 * that was declared by its own class stays what it is: somebody may be injected with it.
 */
final class RequestFactoryBuilderPostProcessor implements BeanPostProcessor, BeanFactoryAware, DisposableBean {

	private final BundleClients clients;

	private @Nullable BeanFactory beans;

	RequestFactoryBuilderPostProcessor(BundleClients clients) {
		this.clients = clients;
	}

	@Override
	public void setBeanFactory(BeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ClientHttpRequestFactoryBuilder<?> builder
				&& !(bean instanceof FollowingRequestFactoryBuilder)
				&& DeclaredType.is(ClientHttpRequestFactoryBuilder.class, this.beans, beanName)) {
			return new FollowingRequestFactoryBuilder<>(builder, this.clients);
		}
		return bean;
	}

	@Override
	public void destroy() {
		this.clients.close();
	}

}
