package io.mtlsboot.x509;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostNamesTests {

	@ParameterizedTest
	@CsvSource({ "orders.shop.example, orders.shop.example", "Orders.Shop.EXAMPLE, orders.shop.example",
			"orders, orders", "orders.shop.example, orders.shop.example.", "*.shop.example, orders.shop.example",
			"*.SHOP.example, orders.shop.example", "xn--bcker-gra.example, XN--bcker-gra.example",
			"*.shop.example, xn--bcker-gra.shop.example", "a_b.shop.example, a_b.shop.example" })
	void matchesWhenNameCoversHostThenTrue(String presented, String host) {
		assertThat(matchesDns(presented, host)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "orders.shop.example, web.shop.example", "shop.example, orders.shop.example",
			"orders.shop.example, shop.example", "orders.shop.example., orders.shop.example",
			"orders.shop.example, orders.shop.example..", "orders.shop.example, ' orders.shop.example'",
			"orders.shop.example, ''", "orders.shop.example, .", "orders.shop.example, .orders.shop.example",
			".shop.example, orders.shop.example" })
	void matchesWhenNameIsAnotherThenFalse(String presented, String host) {
		assertThat(matchesDns(presented, host)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "*, orders", "*.example, shop.example", "*.shop.example, shop.example",
			"*.shop.example, a.b.shop.example", "o*.shop.example, orders.shop.example",
			"*s.shop.example, orders.shop.example", "orders.*.example, orders.shop.example",
			"*.*.example, orders.shop.example", "**.shop.example, orders.shop.example",
			"*.shop.example, *.shop.example", "xn--*.shop.example, xn--bcker-gra.shop.example",
			"*.shop.example., orders.shop.example", "*..example, orders.shop.example" })
	void matchesWhenWildcardIsNotTheWholeFirstLabelThenFalse(String presented, String host) {
		assertThat(matchesDns(presented, host)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "*.0.2.1, 192.0.2.1", "::1, ::1", "127.1, 127.1", "0x7f.0.0.1, 0x7f.0.0.1",
			"2130706433, 2130706433", "192.0.2.01, 192.0.2.01", "192.0.2.1, 192.0.2.1." })
	void matchesWhenHostIsAddressThenDnsNameNeverMatches(String presented, String host) {
		assertThat(matchesDns(presented, host)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "0:0:0:0:0:0:0:1, ::1", "0:0:0:0:0:0:0:1, [::1]",
			"2001:db8:0:0:0:0:0:a, 2001:DB8::A", "2001:db8:0:0:0:0:0:a, 2001:0db8:0:0::0:0a",
			"0:0:0:0:0:ffff:7f00:1, ::ffff:127.0.0.1", "0:0:0:0:0:0:0:0, ::", "1:0:0:0:0:0:0:0, 1::" })
	void matchesWhenAddressHasTheSameOctetsThenTrue(String presented, String host) {
		assertThat(matchesAddress(presented, host)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.2", "127.0.0.1, ::ffff:127.0.0.1", "0:0:0:0:0:ffff:7f00:1, 127.0.0.1",
			"0:0:0:0:0:0:0:1, [::1", "0:0:0:0:0:0:0:1, ::1%lo", "0:0:0:0:0:0:0:1, :::1", "0:0:0:0:0:0:0:1, ::0::1",
			"1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7::8", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7",
			"192.0.2.1, [192.0.2.1]", "127.0.0.1, 127.0.1", "127.0.0.1, 0177.0.0.1", "0:0:0:0:0:0:0:1, ::00001",
			"127.0.0.1, localhost" })
	void matchesWhenAddressDiffersThenFalse(String presented, String host) {
		assertThat(matchesAddress(presented, host)).isFalse();
	}

	@Test
	void matchesWhenOneOfSeveralNamesMatchesThenTrue() {
		List<SubjectAlternativeName> names = List.of(new SubjectAlternativeName.Dns("not a name"),
				new SubjectAlternativeName.Uri("orders"), new SubjectAlternativeName.Dns("orders"));
		assertThat(HostNames.matches(names, "orders")).isTrue();
	}

	@Test
	void matchesWhenOnlyAnotherTypeHasTheTextThenFalse() {
		List<SubjectAlternativeName> names = List.of(new SubjectAlternativeName.Uri("orders"),
				new SubjectAlternativeName.Email("orders"), new SubjectAlternativeName.Other(8, "orders"));
		assertThat(HostNames.matches(names, "orders")).isFalse();
		assertThat(HostNames.matches(List.of(), "orders")).isFalse();
	}

	@Test
	void matchesWhenHostIsNotAsciiThenFalse() {
		assertThat(matchesDns("bücher.example", "bücher.example")).isFalse();
		// The Kelvin sign is lower-cased to an ASCII k
		assertThat(matchesDns("k.example", "\u212A.example")).isFalse();
	}

	private static boolean matchesDns(String presented, String host) {
		return HostNames.matches(List.of(new SubjectAlternativeName.Dns(presented)), host);
	}

	private static boolean matchesAddress(String presented, String host) {
		return HostNames.matches(List.of(new SubjectAlternativeName.IpAddress(presented)), host);
	}

}
