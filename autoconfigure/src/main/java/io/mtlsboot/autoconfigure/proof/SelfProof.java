package io.mtlsboot.autoconfigure.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.mtlsboot.autoconfigure.MaterialScope;
import io.mtlsboot.autoconfigure.MtlsConfigurationException;
import io.mtlsboot.autoconfigure.MtlsContexts;
import io.mtlsboot.autoconfigure.MtlsListeners;
import io.mtlsboot.autoconfigure.MtlsListeners.Listener;
import io.mtlsboot.autoconfigure.MtlsMaterials;
import io.mtlsboot.autoconfigure.MtlsProperties;
import io.mtlsboot.material.MaterialException;
import io.mtlsboot.material.MaterialProblem;
import io.mtlsboot.rotation.Generation;
import io.mtlsboot.rotation.GenerationProof;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Proves that our ports refuse whom they must and admit ourselves: each port once it is
 * open, which otherwise stops the start, and all of them after every rotation, which is
 * otherwise taken back. What cannot be tried, because the port cannot be reached from
 * here or is too slow, proves nothing and stops nothing.
 */
final class SelfProof implements GenerationProof, ApplicationListener<WebServerInitializedEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(SelfProof.class);

	private final Set<Listener> proven = ConcurrentHashMap.newKeySet();

	private final MtlsListeners listeners;

	private final MtlsContexts contexts;

	private final MtlsMaterials materials;

	private final PortAddresses addresses;

	SelfProof(MtlsListeners listeners, MtlsContexts contexts, MtlsMaterials materials, PortAddresses addresses) {
		this.listeners = listeners;
		this.contexts = contexts;
		this.materials = materials;
		this.addresses = addresses;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		List<Listener> open = this.listeners.all()
			.stream()
			.filter((listener) -> !this.proven.contains(listener))
			.toList();
		List<String> problems = problems(open);
		if (!problems.isEmpty()) {
			throw new MtlsConfigurationException(
					"Unable to prove that the ports are safe: " + String.join("; ", problems),
					"Look for what changes the TLS of this port: a customizer, an agent, another process on the same "
							+ "address. 'mtls.self-proof.enabled: false' turns the proof off, and makes nothing safer.");
		}
		this.proven.addAll(open);
		if (!open.isEmpty()) {
			this.materials.store(MaterialScope.SERVER).proveWith(this);
		}
	}

	@Override
	public void prove(Generation generation) {
		List<String> problems = problems(List.copyOf(this.proven));
		if (!problems.isEmpty()) {
			throw new MaterialException(MaterialProblem.NOT_PROVEN, null,
					"Unable to prove generation " + generation.number() + ": " + String.join("; ", problems));
		}
	}

	private List<String> problems(List<Listener> open) {
		List<String> problems = new ArrayList<>();
		for (Listener listener : open) {
			PortProof proof = new PortProof(this.addresses.probe(listener), this.contexts.server());
			Map<Caller, Answer> answers = proof.answers(listener.mode() == MtlsProperties.Mode.STRICT);
			List<String> found = answers.entrySet()
				.stream()
				.flatMap((answer) -> PortProof.problem(answer.getKey(), answer.getValue()).stream())
				.distinct()
				.map((problem) -> describe(listener) + " " + problem)
				.toList();
			problems.addAll(found);
			if (found.isEmpty() && !answers.isEmpty()) {
				log(listener, answers);
			}
		}
		return problems;
	}

	private static void log(Listener listener, Map<Caller, Answer> answers) {
		Map<Answer.Outcome, List<String>> outcomes = answers.entrySet()
			.stream()
			.collect(Collectors.groupingBy((answer) -> answer.getValue().outcome(),
					Collectors.mapping((answer) -> answer.getKey().toString(), Collectors.toList())));
		List<String> unknown = outcomes.getOrDefault(Answer.Outcome.NONE, List.of());
		if (!unknown.isEmpty()) {
			logger.warn("Unable to try " + describe(listener) + " with " + String.join(", ", unknown) + ": "
					+ answers.values()
						.stream()
						.filter((answer) -> answer.outcome() == Answer.Outcome.NONE)
						.map(Answer::detail)
						.distinct()
						.collect(Collectors.joining(", "))
					+ ". Whether it refuses strangers is not proven");
			return;
		}
		logger.info("Proved " + describe(listener) + ": it refuses "
				+ outcomes.getOrDefault(Answer.Outcome.REFUSED, List.of("nobody")) + " and admits "
				+ outcomes.getOrDefault(Answer.Outcome.ADMITTED, List.of("no caller that was tried")));
	}

	private static String describe(Listener listener) {
		return "port " + listener.port() + " ('" + listener.name() + "')";
	}

	// The ports are noted by a listener of the same event
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
