import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Document, isSeq, parseDocument, type Scalar, YAMLSeq } from 'yaml';
import { OperatorError } from '../output.ts';

/** As `subscriptions.yaml` has it. */
export interface NewSubscription {
  /** `platform:id` */
  readonly channel: string;
  readonly topics: readonly string[];
  /** `HH:MM` */
  readonly at: string;
  /** IANA name. */
  readonly zone: string;
}

/**
 * Adds subscriptions to a `subscriptions.yaml`, or makes one; what stands there stays, with its comments.
 * @throws OperatorError when it can't be read or written
 */
export async function addSubscriptions(path: string, added: readonly NewSubscription[]): Promise<void> {
  try {
    const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, withSubscriptions(before, added));
    await rename(`${path}.new`, path);
  } catch (error) {
    throw new OperatorError(`${path} can't be written (${(error as Error).message}); let this user write there`);
  }
}

const HEADER =
  '# Which channel gets what, and when. The keys are explained in README.md; restart Newsdesk after a change.\n';

/** @param text a list of subscriptions, or nothing */
export function withSubscriptions(text: string, added: readonly NewSubscription[]): string {
  const document: Document = parseDocument(text.trim() === '' ? `${HEADER}[]` : text);
  const list = isSeq(document.contents) ? document.contents : new YAMLSeq(document.schema);
  document.contents = list;
  list.flow = false;
  for (const { channel, topics, at, zone } of added) {
    const entry = document.createNode({ channel, topics, at, zone });
    (entry.get('topics', true) as unknown as YAMLSeq).flow = true;
    // Without quotation marks, older readers of YAML take a time for a number.
    (entry.get('at', true) as unknown as Scalar).type = 'QUOTE_DOUBLE';
    list.add(entry);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
