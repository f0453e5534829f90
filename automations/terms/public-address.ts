import { BlockList, isIP } from 'node:net';

// Everything that is not the open internet: own networks, link-local (clouds keep their secrets
// there), loopback, documentation, multicast, reserved.
const NOT_PUBLIC_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
// Of IPv6 only the unicast range is public, without what carries an IPv4 address or names none.
const PUBLIC_V6 = ['2000::', 3] as const;
const NOT_PUBLIC_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const closedV4 = new BlockList();
for (const [net, bits] of NOT_PUBLIC_V4) closedV4.addSubnet(net, bits, 'ipv4');
const openV6 = new BlockList();
openV6.addSubnet(...PUBLIC_V6, 'ipv6');
const closedV6 = new BlockList();
for (const [net, bits] of NOT_PUBLIC_V6) closedV6.addSubnet(net, bits, 'ipv6');

/** May we call it for somebody else? An IPv4 address in the clothes of IPv6 is none. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closedV4.check(address, 'ipv4');
  if (family !== 6) return false;
  return openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
}

/** Names that only a machine or a network of its own knows. */
const OWN_NAME = /^localhost$|^[^.]+$|\.(localhost|local|internal|intranet|lan|home\.arpa)$/i;

/**
 * May the host of an address be public, as it is written? What a name leads to is only known when
 * it is called, and is looked at again then.
 */
export function mayBePublicHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return isIP(host) === 0 ? !OWN_NAME.test(host) : isPublicAddress(host);
}
