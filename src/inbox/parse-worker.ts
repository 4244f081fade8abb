/** Runs in a worker thread, where a page that takes for ever can be stopped. One request, one answer, in order. */
import { parentPort } from 'node:worker_threads';
import { parseArticle } from '../article/parse.ts';

parentPort?.on('message', (file: { name: string; bytes: Uint8Array }) => {
  parentPort?.postMessage(parseArticle(file));
});
parentPort?.postMessage('ready');
