import { assert, describe, it } from "@effect/vitest"
import {
  isAddress,
  isLoopbackAddress,
  isPublicAddress
} from "../../../../domain/platform/webhooks/model/index.ts"

const refused = [
  ["0.0.0.0", "this network"],
  ["0.1.2.3", "this network"],
  ["10.0.0.1", "private"],
  ["10.255.255.255", "private"],
  ["100.64.0.1", "shared by carriers"],
  ["100.127.255.255", "shared by carriers"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["169.254.169.254", "metadata of clouds"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.8", "protocol assignments"],
  ["192.0.2.1", "documentation"],
  ["192.88.99.1", "6to4 relay"],
  ["192.168.1.1", "private"],
  ["198.18.0.1", "benchmarks"],
  ["198.19.255.255", "benchmarks"],
  ["198.51.100.7", "documentation"],
  ["203.0.113.7", "documentation"],
  ["224.0.0.1", "multicast"],
  ["239.255.255.255", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["0:0:0:0:0:0:0:1", "loopback"],
  ["::127.0.0.1", "IPv4-compatible"],
  ["::ffff:127.0.0.1", "IPv4-mapped"],
  ["::ffff:8.8.8.8", "IPv4-mapped, whatever is in it"],
  ["::ffff:7f00:1", "IPv4-mapped"],
  ["::ffff:0:127.0.0.1", "IPv4-translated"],
  ["64:ff9b::7f00:1", "NAT64"],
  ["64:ff9b::8.8.8.8", "NAT64"],
  ["64:ff9b:1::1", "local NAT64"],
  ["100::1", "discard"],
  ["2001::1", "Teredo"],
  ["2001:0:7f00:1::1", "Teredo"],
  ["2001:10::1", "ORCHID"],
  ["2001:2::1", "benchmarks"],
  ["2001:db8::1", "documentation"],
  ["2002:7f00:1::", "6to4"],
  ["3fff::1", "documentation"],
  ["5f00::1", "segment routing"],
  ["fc00::1", "unique local"],
  ["fd12:3456:789a::1", "unique local"],
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local with a zone"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["2130706433", "an integer is no address"],
  ["0x7f000001", "hexadecimal is no address"],
  ["0177.0.0.1", "octal is no address"],
  ["127.1", "short is no address"],
  ["08.8.8.8", "a leading zero is no address"],
  ["256.1.1.1", "too large"],
  ["1.2.3.4.5", "too long"],
  ["1:2:3:4:5:6:7", "too short"],
  ["1:2:3:4:5:6:7:8:9", "too long"],
  ["1::2::3", "two gaps"],
  ["2606:4700:::1", "three colons"],
  ["example.fr", "a name"],
  ["", "nothing"]
] as const

const allowed = [
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.1",
  "172.15.255.255",
  "172.32.0.0",
  "192.0.1.1",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2606:4700:4700::1111",
  "2A00:1450:4007:80E::200E",
  "2001:4860:4860::8888",
  "2001:200::1"
]

describe("addresses of the public internet", () => {
  it.each(refused)("%s is none: %s", (address) => {
    assert.isFalse(isPublicAddress(address))
  })

  it.each(allowed)("%s is one", (address) => {
    assert.isTrue(isPublicAddress(address))
    assert.isFalse(isLoopbackAddress(address))
  })

  it("knows loopback, and what is an address at all", () => {
    for (const address of ["127.0.0.1", "127.9.9.9", "::1"])
      assert.isTrue(isLoopbackAddress(address), address)
    for (const name of ["example.fr", "127.1", "fe80::1%eth0"]) assert.isFalse(isAddress(name), name)
  })
})
