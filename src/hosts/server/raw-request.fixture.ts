import { connect } from 'node:net';

/** Sends bytes as they are, because fetch refuses to send some headers, and reads until the other side closes. */
export function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (text) => (answer += String(text)));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
