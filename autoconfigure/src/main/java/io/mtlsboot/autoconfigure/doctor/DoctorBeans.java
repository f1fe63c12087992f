package io.mtlsboot.autoconfigure.doctor;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * What an examination needs of the application; a file with the name of this class lists
 * it. There are no listeners: nobody is to hear of it.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration
class DoctorBeans {

}
