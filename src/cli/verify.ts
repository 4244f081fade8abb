import { z } from 'zod';
import { plainArticle } from '../article/plain.ts';
import { verifyClaim } from '../summary/verify.ts';
import { evidenceJson } from './json.ts';
import { inputLines } from './lines.ts';
import { OperatorError, printJson, say } from './output.ts';

const request = z.object({
  text: z.string(),
  claims: z.array(z.object({ text: z.string(), quote: z.string().nullish() })),
});

/** Checks summaries against their articles: JSON lines in, one answer a line back. */
export async function verify(options: { json: boolean }): Promise<void> {
  let number = 0;
  for await (const line of inputLines()) {
    number++;
    const { text, claims } = readRequest(line, number);
    const article = plainArticle(text);
    const verdicts = claims.map((claim) =>
      verifyClaim(claim.quote == null ? { text: claim.text } : { text: claim.text, quote: claim.quote }, article),
    );
    if (options.json) {
      const answers = verdicts.map((verdict) => ({
        supported: verdict.supported,
        reason: verdict.supported ? null : verdict.reason,
        evidence: evidenceJson(verdict.evidence),
      }));
      await printJson({ claims: answers }, 'line');
      continue;
    }
    for (const [index, verdict] of verdicts.entries()) {
      say(`${verdict.supported ? 'supported  ' : 'UNSUPPORTED'}  ${claims[index]?.text}`);
      say(verdict.supported ? `             “${verdict.evidence[0].quote}”` : `             ${verdict.reason}`);
    }
  }
}

function readRequest(line: string, number: number): z.output<typeof request> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new OperatorError(`line ${number} is no JSON; write {"text": "…", "claims": [{"text": "…"}]} on one line`);
  }
  const parsed = request.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new OperatorError(`line ${number}: ${issue?.path.join('.') || 'the request'}: ${issue?.message}`);
}
