package io.mtlsboot.revocation.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressRulesTests {

	@ParameterizedTest
	@CsvSource({ "0.0.0.0, this network", "0.255.255.255, this network", "10.0.0.0, private", "10.255.255.255, private",
			"100.64.0.0, shared", "100.127.255.255, shared", "100.100.100.200, shared", "127.0.0.1, loopback",
			"127.255.255.255, loopback", "169.254.0.0, link-local", "169.254.169.254, metadata", "172.16.0.0, private",
			"172.31.255.255, private", "192.0.0.0, protocol", "192.0.0.192, protocol", "192.0.2.1, documentation",
			"192.88.99.1, 6to4", "192.168.0.0, private", "192.168.255.255, private", "198.18.0.0, benchmarks",
			"198.19.255.255, benchmarks", "198.51.100.7, documentation", "203.0.113.7, documentation",
			"224.0.0.1, multicast", "239.255.255.255, multicast", "240.0.0.0, reserved", "255.255.255.255, broadcast",
			"168.63.129.16, Azure", "192.0.2.255, documentation", "192.88.99.255, 6to4",
			"198.51.100.255, documentation", "203.0.113.255, documentation" })
	void objectionWhenV4AddressIsNotPublicThenSaysWhatItIsFor(String address, String use) throws Exception {
		assertThat(objection(address)).contains(use);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
			"128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
			"192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.15",
			"168.63.129.17" })
	void objectionWhenV4AddressIsJustOutsideOfARangeThenNone(String address) throws Exception {
		assertThat(objection(address)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "::, unicast", "::1, unicast", "fe80::1, unicast", "febf::1, unicast", "fec0::1, unicast",
			"feff::1, unicast", "fc00::1, unicast", "fdff::1, unicast", "fd00:ec2::254, unicast", "ff02::1, unicast",
			"ff0e::1, unicast", "64:ff9b:1::808:808, unicast", "100::1, unicast", "5f00::1, unicast",
			"4000::1, unicast", "::808:808, unicast", "::7f00:1, unicast", "2001::1, Teredo",
			"2001:0:808:808::1, Teredo", "2001:1ff::1, Teredo", "2001:db8::1, documentation", "3fff::1, documentation",
			"3fff:fff::1, documentation", "2001:db8:ffff::1, documentation" })
	void objectionWhenV6AddressIsNotPublicThenSaysWhatItIsFor(String address, String use) throws Exception {
		assertThat(objection(address)).contains(use);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2001:200::1", "2001:4860:4860::8888", "2606:4700::1111", "2a00::1", "3ffe::1",
			"2001:db7::1", "2001:db9::1", "3fff:1000::1" })
	void objectionWhenV6AddressIsPublicThenNone(String address) throws Exception {
		assertThat(objection(address)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "64:ff9b::7f00:1, loopback", "64:ff9b::a9fe:a9fe, metadata", "64:ff9b::a00:1, private",
			"2002:7f00:1::1, loopback", "2002:a9fe:a9fe::, metadata", "2002:c0a8:1::1, private" })
	void objectionWhenV6AddressEmbedsAPrivateV4AddressThenThatOfTheOther(String address, String use) throws Exception {
		assertThat(objection(address)).contains(use);
	}

	@ParameterizedTest
	@ValueSource(strings = { "64:ff9b::101:101", "2002:101:101::1" })
	void objectionWhenV6AddressEmbedsAPublicV4AddressThenNone(String address) throws Exception {
		assertThat(objection(address)).isNull();
	}

	@Test
	void objectionWhenMappedAddressKeepsItsSixteenOctetsThenThatOfTheV4Address() throws Exception {
		assertThat(AddressRules.objection(mapped("7f000001"))).contains("loopback");
		assertThat(AddressRules.objection(mapped("a9fea9fe"))).contains("metadata");
		assertThat(AddressRules.objection(mapped("01010101"))).isNull();
	}

	private static InetAddress mapped(String hex) throws UnknownHostException {
		byte[] octets = HexFormat.of().parseHex("00000000000000000000ffff" + hex);
		// With a scope the JDK does not turn it into an IPv4 address
		return Inet6Address.getByAddress(null, octets, 0);
	}

	private static String objection(String literal) throws UnknownHostException {
		return AddressRules.objection(InetAddress.getByName(literal));
	}

}
