package io.mtlsboot.samples.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.mtlsboot.autoconfigure.security.WorkloadPrincipal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	@PostMapping("/entries")
	@PreAuthorize("hasRole('audit.write')")
	Mono<Entry> add(@AuthenticationPrincipal WorkloadPrincipal caller, @RequestBody String what) {
		Entry entry = new Entry(caller.getName(), what);
		this.entries.add(entry);
		return Mono.just(entry);
	}

	@GetMapping("/entries")
	@PreAuthorize("hasRole('audit.read')")
	Flux<Entry> entries() {
		return Flux.fromIterable(this.entries);
	}

	record Entry(String who, String what) {
	}

}
