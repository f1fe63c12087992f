package io.mtlsboot.autoconfigure.doctor;

import java.time.Clock;

import io.mtlsboot.autoconfigure.ConditionalOnMtls;
import io.mtlsboot.autoconfigure.MaterialSources;
import io.mtlsboot.autoconfigure.MtlsAutoConfiguration;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsDoctor;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the examination that {@code GET /actuator/mtls/doctor} shows.
 */
@AutoConfiguration(after = MtlsAutoConfiguration.class)
@ConditionalOnMtls
public final class MtlsDoctorAutoConfiguration {

	@Bean
	@Lazy
	MtlsDoctor mtlsDoctor(MtlsProperties properties, MaterialSources sources, MtlsContexts contexts,
			MtlsListeners listeners) {
		return new OneExamination(
				() -> new Examination(properties, sources, contexts, !listeners.all().isEmpty(), Clock.systemUTC())
					.examine());
	}

}
