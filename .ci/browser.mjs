// What the browser checks share: a loopback server and a Chromium that cannot leave it.
import fs from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.htm': 'text/html; charset=utf-8', '.xhtml': 'application/xhtml+xml',
  '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json',
  '.xml': 'text/xml', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg',
  '.gif': 'image/gif', '.webp': 'image/webp', '.woff': 'font/woff', '.woff2': 'font/woff2', '.ttf': 'font/ttf',
  '.otf': 'font/otf', '.pdf': 'application/pdf', '.mp3': 'audio/mpeg', '.mp4': 'video/mp4',
};

// Serves the files of folder on 127.0.0.1. `routes` maps a path to (request body, request) => {type, body, status},
// for what the folder does not have.
export async function serve(folder, routes = {}) {
  const root = path.resolve(folder);
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (routes[name]) {
      const { type = 'application/json', body, status = 200 } = routes[name](await text(request), request);
      response.writeHead(status, { 'content-type': type }).end(body);
      return;
    }
    const file = path.join(root, name);
    if (!file.startsWith(root + path.sep) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(name === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream' });
    fs.createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function text(stream) {
  let all = '';
  for await (const chunk of stream) all += chunk;
  return all;
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    // Chromium's sandbox does not run as root, and no name but ours has an address.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

// Opens a page and calls complain(text) for whatever goes wrong in it, a request beyond base included.
export async function openPage(context, base, complain) {
  const page = await context.newPage();
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base + '/') && !/^(data|blob|about|chrome):/.test(url)) complain(`asks the network for ${url}`);
  });
  page.on('console', (message) => {
    // A failed load is told below, with its address.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`script: ${error}`));
  page.on('response', (r) => { if (r.status() >= 400) complain(`${r.status()} for ${r.url().slice(base.length + 1)}`); });
  page.on('dialog', (dialog) => { complain(`dialog: ${dialog.message()}`); dialog.dismiss().catch(() => {}); });
  return page;
}

// The files below folder with one of the extensions, sorted, with forward slashes.
export function filesIn(folder, ...extensions) {
  return fs.readdirSync(folder, { recursive: true }).map((name) => name.split(path.sep).join('/'))
    .filter((name) => extensions.includes(path.extname(name).toLowerCase())).sort();
}
