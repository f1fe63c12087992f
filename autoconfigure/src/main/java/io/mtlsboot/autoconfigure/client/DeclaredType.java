package io.mtlsboot.autoconfigure.client;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The type that a bean was declared with. Only then may it be replaced by another bean of
 * that type.
 */
final class DeclaredType {

	private DeclaredType() {
	}

	static boolean is(Class<?> type, @Nullable BeanFactory beans, String beanName) {
		return beans instanceof ConfigurableListableBeanFactory factory && factory.containsBeanDefinition(beanName)
				&& factory.getMergedBeanDefinition(beanName).getResolvableType().resolve() == type;
	}

}
