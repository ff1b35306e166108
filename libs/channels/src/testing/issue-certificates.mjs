// Prints an authority and a certificate of it for an address or a name, as JSON. A program of its own: key generation by Web
// Crypto ends a process that runs modules in a VM context, as Jest does.
import { generate } from 'selfsigned';

const [host = '127.0.0.1'] = process.argv.slice(2);
const named = (value) => [{ name: 'commonName', value }];
const authority = await generate(named('Cơ quan cấp thử'), {
  keyType: 'ec',
  algorithm: 'sha256',
  extensions: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ],
});
const server = await generate(named('máy chủ thư thử'), {
  keyType: 'ec',
  algorithm: 'sha256',
  ca: { key: authority.private, cert: authority.cert },
  extensions: [
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [/^[\d.]+$/u.test(host) ? { type: 7, ip: host } : { type: 2, value: host }] },
  ],
});
process.stdout.write(JSON.stringify({ authority: authority.cert, server: { key: server.private, cert: server.cert } }));
