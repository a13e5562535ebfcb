// The organisation's website, written with the public package: signs a body from the standard input and posts it.
// node confirm.mjs ADDRESS SECRET ID SECONDS -> "{status} {body}"
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const { Webhook } = createRequire(process.cwd() + '/')('standardwebhooks');
const [address, secret, id, seconds] = process.argv.slice(2);
const body = await text(process.stdin);
const answer = await fetch(address, {
  method: 'POST',
  body,
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': new Webhook(secret).sign(id, new Date(1000 * Number(seconds)), body),
  },
});
console.log(answer.status, await answer.text());
