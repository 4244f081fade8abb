/**
 * Digests for tests: builders for the small cases, and a few whole ones to be read as prose. All people, places,
 * papers and events are invented.
 */
import type { Digest, DigestSource, DigestStory } from '../../src/digest/digest.ts';
import type { Actor, ActorKind, Evidence, Implication, Likelihood } from '../../src/summary/summary.ts';

/** Offsets are made up: fixtures of digests have no article behind them. */
export function anEvidence(articleId: string, quote: string): Evidence {
  return { articleId, quote, start: 100, end: 100 + quote.length };
}

export function anActor(over: Partial<Actor> = {}): Actor {
  const text = over.text ?? 'Maren Osk ordered the talks to resume on Monday.';
  return {
    name: 'Maren Osk',
    kind: 'person',
    role: 'harbour minister of Velmark',
    aliases: [],
    text,
    evidence: [anEvidence('a1', text)],
    ...over,
  };
}

export function anImplication(over: Partial<Implication> = {}): Implication {
  const text = over.text ?? 'Grain for the islands could run short within ten days.';
  return { text, basis: 'stated', likelihood: null, evidence: [anEvidence('a1', text)], ...over };
}

export function aSource(over: Partial<DigestSource> = {}): DigestSource {
  return {
    articleId: 'a1',
    title: 'Dockers walk out at Port Halden',
    source: 'Harbour Courier',
    date: '2026-11-23',
    url: 'https://courier.example/port-halden-strike',
    ...over,
  };
}

export function aStory(over: Partial<DigestStory> = {}): DigestStory {
  return {
    storyId: 's1',
    status: 'new',
    headline: 'Dockers walk out at Port Halden over a new night shift',
    delta: null,
    toldBefore: null,
    disputes: [],
    corrections: [],
    actors: [anActor()],
    implications: [anImplication()],
    topics: ['shipping'],
    sources: [aSource()],
    reader: 'offline',
    note: null,
    reasons: ['told by one publisher'],
    ...over,
  };
}

/** A daily digest for a console in Berlin, of Tuesday 24 November 2026, 08:00. */
export function aDigest(over: Partial<Digest> = {}): Digest {
  return {
    id: 'digest-of-24-november',
    subscriptionId: 'console:terminal@08:00',
    channel: { platform: 'console', id: 'terminal' },
    topics: ['all'],
    actors: [],
    window: { from: new Date('2026-11-23T07:00:00Z'), to: new Date('2026-11-24T07:00:00Z') },
    zone: 'Europe/Berlin',
    stories: [aStory()],
    considered: 1,
    trouble: null,
    ...over,
  };
}

export function aQuietDigest(): Digest {
  return aDigest({ topics: ['shipping', 'trade'], stories: [], considered: 12 });
}

export function aDigestWithTrouble(): Digest {
  return aDigest({ considered: 6, trouble: '3 articles could not be read: the model did not answer.' });
}

const MODEL = 'gpt-5-mini';

function said(
  articleId: string,
  name: string,
  kind: ActorKind,
  role: string | null,
  text: string,
  ...quotes: [string, ...string[]]
): Actor {
  const [first, ...others] = quotes.map((quote) => anEvidence(articleId, quote)) as [Evidence, ...Evidence[]];
  return { name, kind, role, aliases: [], text, evidence: [first, ...others] };
}

function stated(articleId: string, text: string, quote: string): Implication {
  return { text, basis: 'stated', likelihood: null, evidence: [anEvidence(articleId, quote)] };
}

function assessed(articleId: string, likelihood: Likelihood, text: string, quote: string): Implication {
  return { text, basis: 'assessed', likelihood, evidence: [anEvidence(articleId, quote)] };
}

/** Nine stories read by a model: several publishers, several quotes, both kinds of implication. */
export function aRichDigest(over: Partial<Digest> = {}): Digest {
  return aDigest({ topics: ['shipping', 'energy', 'elections'], stories: richStories(), considered: 34, ...over });
}

function richStories(): DigestStory[] {
  return [
    aStory({
      storyId: 'port-halden',
      reader: MODEL,
      headline: 'Dockers close Port Halden, the largest harbour of Velmark, over a new night shift',
      topics: ['shipping', 'trade'],
      actors: [
        said(
          'a1',
          'Tomas Reveny',
          'person',
          'chair of the Dockers’ Union',
          'Tomas Reveny said the gates stay shut until the night-shift order is withdrawn.',
          '“Not one crane moves until that order is gone,” Mr Reveny told a crowd of about 400 at Gate Two.',
        ),
        said(
          'a1',
          'Maren Osk',
          'person',
          'harbour minister of Velmark',
          'Maren Osk, harbour minister of Velmark, refused to withdraw the order but offered talks from Monday.',
          'Harbour minister Maren Osk said the order would stand, but that her door was open from Monday.',
        ),
        said(
          'a2',
          'Halden Terminals',
          'organization',
          'operator of the container berths',
          'Halden Terminals turned away eleven ships and sent two of them to Orsen.',
          'Halden Terminals said eleven ships had been turned away by noon, two of them bound for Orsen.',
        ),
      ],
      implications: [
        stated(
          'a1',
          'Shops on the outer islands have flour for about ten days.',
          'Island grocers said their flour would last about ten days.',
        ),
        assessed(
          'a2',
          'likely',
          'Freight rates to the north coast will rise this week if the berths stay closed.',
          'Brokers quoted north-coast freight a fifth higher on Monday evening.',
        ),
      ],
      disputes: [
        {
          text: 'Velmark Ledger: eleven ships; North Shore Wire: nine ships',
          evidence: [
            anEvidence(
              'a2',
              'Halden Terminals said eleven ships had been turned away by noon, two of them bound for Orsen.',
            ),
            anEvidence('a3', 'By noon nine ships had been turned away, Halden Terminals said.'),
          ],
        },
      ],
      sources: [
        aSource(),
        aSource({
          articleId: 'a2',
          title: 'Eleven ships turned away as Halden strike bites',
          source: 'Velmark Ledger',
          url: 'https://ledger.example/halden-eleven-ships',
        }),
        aSource({ articleId: 'a3', title: 'Halden harbour shut', source: 'North Shore Wire', url: null }),
      ],
      reasons: ['told by 3 publishers', '3 actors and 2 implications', 'on shipping, trade'],
    }),
    aStory({
      storyId: 'orsenia-vote',
      reader: MODEL,
      headline: 'Orsenia’s parliament brings the general election forward to 14 February',
      topics: ['elections'],
      actors: [
        said(
          'b1',
          'Ilka Dorn',
          'person',
          'prime minister of Orsenia',
          'Ilka Dorn asked for the early vote after losing her majority on the water bill.',
          'Ms Dorn asked parliament for an early vote on Monday, four days after losing the water bill by two votes.',
        ),
        said(
          'b1',
          'River Party',
          'organization',
          'the largest opposition party',
          'The River Party voted for the early date and named no candidate yet.',
          'The River Party, the largest in opposition, backed the motion but has yet to name a candidate.',
        ),
      ],
      implications: [
        stated(
          'b1',
          'The budget for next year will not be passed before the vote.',
          'The speaker said next year’s budget would have to wait for the new house.',
        ),
        assessed(
          'b1',
          'roughly even chance',
          'The governing coalition may not return in its present form.',
          'Two of the three coalition parties declined to say whether they would run together.',
        ),
      ],
      sources: [
        aSource({
          articleId: 'b1',
          title: 'Early election called in Orsenia',
          source: 'Orsen Tribune',
          url: 'https://tribune.example/early-election',
        }),
        aSource({
          articleId: 'b2',
          title: 'Dorn gambles on February',
          source: 'The Lantern',
          url: 'https://lantern.example/dorn',
        }),
      ],
    }),
    aStory({
      storyId: 'kestrel-dam',
      status: 'updated',
      reader: MODEL,
      headline: 'Engineers lower the Kestrel Dam reservoir by two metres after a crack is found',
      delta: stated(
        'c1',
        'Kestrel Power expects to produce a third less electricity until March.',
        'The company expects output to be a third lower until March.',
      ),
      toldBefore: new Date('2026-11-23T07:00:10Z'),
      topics: ['energy'],
      actors: [
        said(
          'c1',
          'Jonah Adeyar',
          'person',
          'chief engineer of Kestrel Power',
          'Jonah Adeyar said the crack is stable and that lowering the water is a precaution.',
          'Chief engineer Jonah Adeyar called the crack stable and the lower water “a precaution, not a rescue”.',
        ),
      ],
      implications: [
        stated(
          'c1',
          'Kestrel Power expects to produce a third less electricity until March.',
          'The company expects output to be a third lower until March.',
        ),
      ],
      sources: [
        aSource({
          articleId: 'c1',
          title: 'Kestrel reservoir lowered after crack found',
          source: 'Highland Post',
          date: '2026-11-24',
          url: 'https://post.example/kestrel?page=1&ref=news',
        }),
      ],
    }),
    aStory({
      storyId: 'ferry-fares',
      reader: MODEL,
      headline: 'Velmark’s islands freeze ferry fares for the winter',
      topics: ['shipping'],
      actors: [
        said(
          'd1',
          'Isles Council',
          'organization',
          null,
          'The Isles Council froze fares until 31 March.',
          'The Isles Council voted on Monday to hold ferry fares where they are until 31 March.',
        ),
      ],
      implications: [],
      sources: [
        aSource({
          articleId: 'd1',
          title: 'Ferry fares held',
          source: 'Harbour Courier',
          url: 'https://courier.example/fares',
        }),
      ],
    }),
    aStory({
      storyId: 'sable-merger',
      reader: MODEL,
      headline: 'Sable Lines and Corran Shipping agree to merge',
      topics: ['shipping', 'trade'],
      actors: [
        said(
          'e1',
          'Petra Lund',
          'person',
          'chief executive of Sable Lines',
          'Petra Lund would lead the merged company from Orsen.',
          'Ms Lund, who runs Sable Lines, is to lead the merged company from Orsen.',
        ),
        said(
          'e1',
          'Competition Office',
          'organization',
          'Velmark’s merger watchdog',
          'The Competition Office opened a review of the north-coast routes.',
          'The Competition Office said it had opened a review of routes along the north coast.',
        ),
      ],
      implications: [
        assessed(
          'e1',
          'very likely',
          'The review will take longer than the two months that the companies hope for.',
          'The office’s last three reviews of shipping mergers took between five and nine months.',
        ),
      ],
      sources: [
        aSource({
          articleId: 'e1',
          title: 'Sable and Corran to merge',
          source: 'Velmark Ledger',
          url: 'https://ledger.example/sable-corran',
        }),
      ],
    }),
    aStory({
      storyId: 'gas-price',
      reader: MODEL,
      headline: 'Gas at the Orsen hub falls for a fifth day',
      topics: ['energy'],
      actors: [
        said(
          'f1',
          'Orsen Gas Exchange',
          'organization',
          null,
          'The Orsen Gas Exchange closed 4 per cent lower.',
          'The Orsen Gas Exchange closed 4 per cent lower on Monday, its fifth fall in a row.',
        ),
      ],
      implications: [
        stated(
          'f1',
          'Household bills should follow in January.',
          'Suppliers said household bills should follow in January.',
        ),
      ],
      sources: [aSource({ articleId: 'f1', title: 'Gas falls again', source: 'Orsen Tribune', url: null, date: null })],
    }),
    aStory({
      storyId: 'lighthouse',
      reader: MODEL,
      headline: 'Skerry lighthouse goes dark for repairs',
      topics: ['shipping'],
      actors: [
        said(
          'g1',
          'Coast Guard',
          'organization',
          null,
          'The Coast Guard asks ships to keep two miles off the Skerry rocks at night.',
          'Ships should keep two miles off the Skerry rocks at night, the Coast Guard said.',
        ),
      ],
      implications: [],
      sources: [
        aSource({
          articleId: 'g1',
          title: 'Skerry light out until Friday',
          source: null,
          url: 'https://coast.example/notices/771',
        }),
      ],
    }),
    aStory({
      storyId: 'wind-farm',
      reader: MODEL,
      headline: 'First turbines of the Amber Bank wind farm feed the grid',
      topics: ['energy'],
      actors: [
        said(
          'h1',
          'Amber Bank Wind',
          'organization',
          'builder of the farm',
          'Amber Bank Wind connected twelve of its sixty turbines.',
          'Twelve of the sixty turbines now feed the grid, Amber Bank Wind said.',
        ),
      ],
      implications: [],
      sources: [
        aSource({
          articleId: 'h1',
          title: 'Amber Bank turns',
          source: 'Highland Post',
          url: 'https://post.example/amber-bank',
        }),
      ],
    }),
    aStory({
      storyId: 'unread',
      reader: 'offline',
      headline: 'Streik im Hafen von Halden',
      note: 'The article is in German, which the offline reader cannot read: only its title is given.',
      topics: ['shipping'],
      actors: [],
      implications: [],
      sources: [
        aSource({
          articleId: 'i1',
          title: 'Streik im Hafen von Halden',
          source: 'Küstenbote',
          url: 'https://kuestenbote.example/streik',
        }),
      ],
    }),
  ];
}

/** Two stories by the offline reader: each bullet's text is the article's own sentence, so text and quote are the same. */
export function anOfflineDigest(over: Partial<Digest> = {}): Digest {
  const both =
    'Tomas Reveny, chair of the Dockers’ Union, walked out of a meeting with harbour minister Maren Osk late on Sunday.';
  const ships = 'By noon on Monday eleven ships had been turned away, Halden Terminals said.';
  const flour = 'Island grocers said their flour would last about ten days and that prices could double by December.';
  const dam = 'Jonah Adeyar, chief engineer of Kestrel Power, called the crack stable.';
  const power = 'The company expects output to be a third lower until March.';
  return aDigest({
    considered: 5,
    stories: [
      aStory({
        headline: 'Dockers walk out at Port Halden',
        actors: [
          said('a1', 'Tomas Reveny', 'person', 'chair of the Dockers’ Union', both, both),
          said('a1', 'Maren Osk', 'person', 'harbour minister', both, both),
          said('a2', 'Halden Terminals', 'organization', null, ships, ships),
        ],
        implications: [stated('a1', flour, flour)],
        sources: [
          aSource(),
          aSource({ articleId: 'a2', title: 'Eleven ships turned away', source: 'Velmark Ledger', url: null }),
        ],
        topics: ['shipping'],
      }),
      aStory({
        storyId: 's2',
        headline: 'Kestrel reservoir lowered after crack found',
        actors: [said('c1', 'Jonah Adeyar', 'person', 'chief engineer of Kestrel Power', dam, dam)],
        implications: [stated('c1', power, power)],
        sources: [
          aSource({
            articleId: 'c1',
            title: 'Kestrel reservoir lowered after crack found',
            source: 'Highland Post',
            url: 'https://post.example/kestrel',
          }),
        ],
        topics: [],
      }),
    ],
    ...over,
  });
}

/** Everything that text of others may try: mentions, links, markup, terminal codes, direction marks, sheer length. */
export function aHostileDigest(over: Partial<Digest> = {}): Digest {
  const hostile = [
    '<!channel> <!here> <@U0123ABCD> <#C0123ABCD|general> <!subteam^S1|all>',
    '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678> </help:1> <t:0:R> <:x:1>',
    '[a prize](https://evil.example/click) <https://evil.example|bank.example> https://evil.example/plain www.evil.example',
    '**bold** __under__ *it* _it_ ~~gone~~ ~gone~ ||spoiler|| `code` ```block``` > quote >>> all # head - list -# small',
    '\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J \u009b31m \r\n\r\noverwritten\u0008\u0008',
    '\u202eesrever\u202c \u2066isolated\u2069 \u200emark\u200f \u061c \ufeff \u200bzero\u200b \u00adsoft',
    `${String.fromCodePoint(0xe0001, 0xe0069, 0xe0067, 0xe006e)}tags ${'Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308'.repeat(4)} lone \ud800 end`,
    '&amp; &lt;b&gt; <script>alert(1)</script> \\*escaped\\* {{braces}} $HOME `rm -rf`',
  ].join(' ');
  const long = Array.from({ length: 620 }, (_, n) => `word${n}`).join(' ');
  return aDigest({
    topics: ['<!channel>', '@everyone'],
    considered: 3,
    trouble: `Trouble with ${hostile}`,
    stories: [
      aStory({
        headline: `Breaking: ${hostile}`,
        actors: [
          said('a1', '@everyone', 'person', '<!channel>', `@everyone ${hostile}`, hostile),
          said('a1', 'Long Winded', 'person', long.slice(0, 900), `Long Winded said: ${long}`, long),
          said(
            'a2',
            '[name](https://evil.example)',
            'organization',
            null,
            `${'A'.repeat(5_000)} without a space`,
            '汉字'.repeat(2_500),
          ),
        ],
        implications: [
          assessed('a1', 'likely', `${hostile} ${long}`, hostile),
          stated('a2', `\u001b[5m${'👩‍👩‍👧‍👦'.repeat(300)}`, '<'.repeat(3_000)),
        ],
        topics: ['**bold**', '\u202etopic'],
        sources: [
          aSource({
            title: hostile,
            source: '<!here> | *Courier*',
            url: 'https://courier.example/a)b|c>d_e*f?x=<y>&z=1',
          }),
          aSource({
            articleId: 'a2',
            title: `](https://evil.example) ${long}`,
            source: long,
            url: 'javascript:alert(1)',
          }),
        ],
        reader: 'model <!channel> @here',
        note: hostile,
      }),
      aStory({
        storyId: 's2',
        headline: 'H'.repeat(5_000),
        actors: Array.from({ length: 60 }, (_, n) =>
          anActor({ name: `Person ${n}`, text: `Person ${n} said a thing. ${'More of it. '.repeat(20)}` }),
        ),
      }),
    ],
    ...over,
  });
}
