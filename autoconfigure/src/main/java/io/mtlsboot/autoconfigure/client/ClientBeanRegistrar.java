package io.mtlsboot.autoconfigure.client;

import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionReaderUtils;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Registers a bean for every client of {@code mtls.clients}, with the client's name as
 * its qualifier and, where the application has no bean of that name, as its name.
 * <p>
 * A bean of the application with that name or qualifier wins. The beans are fall-backs:
 * where a client is injected without a qualifier, a bean of the application wins too. It
 * runs after all other registrations, so that it sees every bean of the application.
 */
final class ClientBeanRegistrar implements BeanDefinitionRegistryPostProcessor {

	private static final Bindable<Map<String, Object>> CLIENTS = Bindable.mapOf(String.class, Object.class);

	private final Environment environment;

	private final Class<?> type;

	private final String factory;

	/**
	 * Creates a registrar.
	 * @param environment has the names of the clients
	 * @param type the type of the beans
	 * @param factory the name of the bean whose method {@code create} makes them
	 */
	ClientBeanRegistrar(Environment environment, Class<?> type, String factory) {
		this.environment = environment;
		this.type = type;
		this.factory = factory;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		names().forEach((name) -> {
			if (!isTaken(name, registry)) {
				registry.registerBeanDefinition(beanName(name, registry), definition(name));
			}
		});
	}

	private Set<String> names() {
		return Binder.get(this.environment).bind("mtls.clients", CLIENTS).map(Map::keySet).orElseGet(Set::of);
	}

	private boolean isTaken(String name, BeanDefinitionRegistry registry) {
		if (registry instanceof ListableBeanFactory beans) {
			for (String candidate : beans.getBeanNamesForType(this.type, true, false)) {
				if (BeanFactoryAnnotationUtils.isQualifierMatch(name::equals, candidate, beans)) {
					return true;
				}
			}
		}
		return false;
	}

	private String beanName(String name, BeanDefinitionRegistry registry) {
		if (!registry.isBeanNameInUse(name)) {
			return name;
		}
		String typed = name + this.type.getSimpleName();
		return registry.isBeanNameInUse(typed) ? BeanDefinitionReaderUtils.uniqueBeanName(typed, registry) : typed;
	}

	private RootBeanDefinition definition(String name) {
		RootBeanDefinition definition = new RootBeanDefinition(this.type);
		definition.setFactoryBeanName(this.factory);
		definition.setFactoryMethodName("create");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setFallback(true);
		definition.setResourceDescription("'mtls.clients." + name + "'");
		return definition;
	}

}
