import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js';
import { bareLink } from './bare-link.ts';

/** The bare chain's hub, a process of its own: sends back what comes. Argument: the port. */
const [port = ''] = process.argv.slice(2);
const BareClient = makeGenericClientConstructor(bareLink, 'Bare');
const client = new BareClient(`127.0.0.1:${port}`, credentials.createInsecure());
const stream = client.makeBidiStreamRequest(
  ...([
    bareLink.connect.path,
    bareLink.connect.requestSerialize,
    bareLink.connect.responseDeserialize,
  ] as const),
);
stream.on('data', (bytes: Buffer) => stream.write(bytes));
stream.on('error', () => process.exit(1));
// The server counts it as connected when it says something.
stream.write(Buffer.from('0'));
