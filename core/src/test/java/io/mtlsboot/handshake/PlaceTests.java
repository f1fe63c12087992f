package io.mtlsboot.handshake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceTests {

	@ParameterizedTest
	@CsvSource({ "10.1.2.3,10.1.2.0/24,10.1.2.0/24", "255.255.255.255,255.255.255.0/24,255.255.255.0/24",
			"2001:db8:1:2:3:4:5:6,2001:db8:1:2::/64,2001:db8:1::/48",
			"2001:0DB8:0001:0002::1,2001:db8:1:2::/64,2001:db8:1::/48", "fe80::1%eth0,fe80:0:0:0::/64,fe80:0:0::/48",
			"[::1],0:0:0:0::/64,0:0:0::/48", "::1:2:3:4:5:6:7,0:1:2:3::/64,0:1:2::/48", "::,0:0:0:0::/64,0:0:0::/48",
			"1:2:3:4:5:6:7::,1:2:3:4::/64,1:2:3::/48", "::ffff:10.1.2.3,10.1.2.0/24,10.1.2.0/24",
			"orders.shop.example,orders.shop.example,orders.shop.example", "10.1.2,10.1.2,10.1.2",
			"10.1.2.3.4,10.1.2.3.4,10.1.2.3.4", "1.2.3.x,1.2.3.x,1.2.3.x", "1:2:3,1:2:3,1:2:3",
			"1::2::3,1::2::3,1::2::3", "1:2:3:4:5:6:7:8:9,1:2:3:4:5:6:7:8:9,1:2:3:4:5:6:7:8:9",
			"12345::,12345::,12345::", ":::,:::,:::", "[,[,[", "a%,a%,a%" })
	void verifyWhenAddressIsGivenThenFindsItsNeighbourhood(String address, String prefix, String network) {
		assertThat(Place.of(address)).isEqualTo(new Place(prefix, network));
	}

	@Test
	void verifyWhenAddressIsNotKnownThenThereIsNone() {
		assertThat(Place.of(null)).isNull();
	}

	@Test
	void verifyWhenHostIsLongOrHasControlCharactersThenIsShortAndPrintable() {
		Place place = Place.of("evil\n" + "a".repeat(10_000));
		assertThat(place).isNotNull();
		assertThat(place.prefix()).startsWith("evil\\u000Aaaa").hasSizeLessThanOrEqualTo(ShortText.MAX_LENGTH);
	}

}
