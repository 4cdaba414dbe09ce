import { createServer, type Server } from 'node:net';
import { afterEach } from 'vitest';

let server: Server | null = null;
afterEach(() => server?.close());

/** A mail server that takes, or refuses, what comes. */
export async function mailServer(refuse: string | null = null): Promise<{ url: string; mails: string[] }> {
  const mails: string[] = [];
  server = createServer((socket) => {
    let mail = '';
    let inData = false;
    socket.write('220 mail.example.jp\r\n');
    socket.on('error', () => socket.destroy());
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (inData) {
          if (line === '.') {
            inData = false;
            mails.push(mail);
            socket.write('250 ok\r\n');
          } else mail += `${line}\n`;
        } else if (/^RCPT/.test(line)) {
          mail += `${line}\n`;
          socket.write(refuse === null ? '250 ok\r\n' : `${refuse}\r\n`);
        } else if (line === 'DATA') {
          inData = true;
          socket.write('354 go\r\n');
        } else if (/^QUIT/.test(line)) socket.end('221 bye\r\n');
        else if (line !== '') socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, mails };
}
