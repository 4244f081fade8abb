/** Why a line is no part of the report itself. */
export type Boilerplate =
  | 'advert'
  | 'byline'
  | 'time stamp'
  | 'note on the story'
  | 'call to the reader'
  | 'link'
  | 'credit'
  | 'legal'
  | 'separator';

/** Longer stretches are prose, whatever they begin with. */
const LONGEST = 300;

/** The phrases make up the whole line, but for punctuation around them. */
const whole = (...phrases: readonly string[]) => new RegExp(`^\\W*(?:${phrases.join('|')})\\W*$`, 'iu');
/** One of the phrases opens the line. They are such as news prose does not begin with. */
const opening = (...phrases: readonly string[]) => new RegExp(`^\\W{0,3}(?:${phrases.join('|')})`, 'iu');

const NAME = String.raw`(?!The\b)\p{Lu}[\p{L}.'’-]*`;
const NAMES = `${NAME}(?:\\s+(?:and|&|with|in|for|of|the|at|de|da|del|van|von|der|bin|al|el|la|${NAME}))*`;
const BY =
  '(?:(?:[Ww]ords |[Ss]tory |[Rr]eporting |[Rr]eported |[Ww]ritten |[Pp]osted )?[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)';
const JOB = '(?:staff|reporter|correspondent|editor|writer|columnist|contributor|news service)';
const NETWORK =
  '(?:facebook|twitter|x|whatsapp|linkedin|reddit|telegram|pinterest|instagram|youtube|tiktok|mastodon|bluesky|threads|messenger|google news|flipboard|e-?mail|sms|print|copy(?: link)?|link|save|pocket)';
const STORY = '(?:story|article|report|post|piece|page|copy|version)';

const RULES: Readonly<Record<Exclude<Boilerplate, 'time stamp'>, readonly RegExp[]>> = {
  separator: [/^[^\p{L}]+$/u, whole('ends')],
  advert: [
    whole(
      'advert(?:is|iz)e?ments?',
      'advertorial',
      'adverts?',
      'ads?',
      'anzeige',
      'werbung',
      'publicité',
      'publicidad',
    ),
    whole('(?:sponsored|promoted|paid)(?: (?:content|post|partner content)| by .{1,60})?', 'report this ad', 'loading'),
    whole('(?:story|article|content) continues (?:below|after).{0,60}', '(?:ad|advertisement)\\s*[-–—:|•].{0,80}'),
    whole('(?:scroll|swipe) (?:down )?(?:to|for) (?:continue|more|read).{0,60}'),
  ],
  byline: [
    new RegExp(`^${BY}[:\\s]\\s*${NAMES}(?:\\s*[,|/•·–—-]\\s*[^.!?]{1,80})*$`, 'u'),
    new RegExp(`^${NAME}(?:\\s+${NAME}){1,3}\\s*[,|•·–—-]\\s*(?:[\\p{L}\\s]{0,40}\\s)?${JOB}\\b[^.!?]{0,40}$`, 'iu'),
    new RegExp(
      `^${NAME}(?:\\s+${NAME}){1,3} is an? (?:[\\p{L}-]+ ){0,4}${JOB} (?:for|at|with|covering)[^.,]{1,50}\\.?$`,
      'u',
    ),
    opening('\\((?:additional )?(?:reporting|writing|editing) by .{3,250}\\)\\.?$', 'additional reporting by\\b'),
    whole('(?:our|staff|special) (?:(?:staff|foreign|news|political|own) )?(?:reporter|correspondent|writer)s?'),
  ],
  'note on the story': [
    opening(
      `(?:this|the) ${STORY} (?:was|has been|is being|is|will be)\\b.{0,40}\\b(?:updated?|corrected|amended|republished|translated|developing|auto-?generated|syndicated|first published|originally published)\\b`,
    ),
    opening(
      `an? (?:earlier|previous) version of this ${STORY}\\b`,
      'this is a (?:developing|breaking) (?:news )?story\\b',
    ),
    opening("(?:editor[’']?s[’']? note|correction|clarification)\\s*[:(–—-]"),
  ],
  'call to the reader': [
    whole(`(?:share|tweet|pin|like|${NETWORK})(?:[\\s,|/•·-]+(?:share|tweet|on|via|this|${STORY}|${NETWORK}))*`),
    opening(
      `(?:please )?share (?:this\\b|(?:on|via) ${NETWORK}|your (?:thoughts|views|story)|the ${STORY}\\b)[^.]{0,100}\\.?$`,
    ),
    opening(`follow (?:us\\b|@|our\\b|.{2,60} on ${NETWORK}\\b).{0,160}$`),
    whole(
      'subscribe',
      'already a (?:subscriber|member).{0,60}',
      'sign ?up',
      'register',
      'log ?in',
      'sign ?in',
      'donate',
    ),
    opening(
      '(?:subscribe|sign ?up|register|log ?in|sign ?in) (?:now|today|here|for (?:our|the|free|more|a)|to (?:our|the|read|continue|get|receive|keep|comment)|with|below)\\b.{0,200}$',
    ),
    opening('become an? (?:member|subscriber|supporter|patron)(?: (?:of|for|today|now|to)\\b.{0,100})?\\W*$'),
    opening(
      "(?:get|receive|join|download|enter|never miss|don[’']?t miss|stay|click|tap|support)\\b.{0,160}\\b(?:newsletters?|your inbox|your e-?mail(?: address)?|our (?:app|channel|community|journalism|whatsapp|telegram)|free trial|up to date|click here)\\b.{0,120}$",
    ),
    opening('(?:click|tap) here\\b', 'thank(?:s| you) for (?:reading|subscribing|signing up)\\b'),
    /^.{0,120}\b(?:straight|delivered|sent|direct|directly) (?:in)?to your inbox\b.{0,80}$/iu,
    whole(
      '(?:our |daily |weekly )?newsletters?',
      '(?:leave|post|add|write|view|show|hide|read|see|join) (?:a |the |all |your )?(?:comments?|conversation|discussion|reply).{0,30}',
    ),
    whole(
      'comments?(?: \\(?\\d+\\)?| are closed)?',
      '\\d[\\d,.]*k? (?:comments?|shares?|likes?|views?|reads?|replies)',
    ),
    opening(
      '(?:do you have|got|have|send us|know) (?:a|any) (?:news )?(?:tips?|story|stories)\\b',
      '(?:contact|e-?mail) (?:us|the (?:author|reporter|writer|newsroom))\\b',
    ),
  ],
  link: [
    opening(
      '(?:(?:read|see|watch|listen|learn|explore|view)(?: it| on)? (?:more|next|also|now|the full (?:story|article|report|text))|also read|also see|read|watch|listen|more|related|recommended|explainer|video|podcast|in pictures|gallery)\\s*[:|»›>→].{0,200}$',
    ),
    whole(
      '(?:read|see|also read|watch|learn|show|view|load|see) (?:more|next|also|on|all|less)',
      'also read',
      'watch (?:now|live)',
      'continue reading',
      'full story',
      '(?:next|previous) (?:story|article)',
      'up next',
      'back to top',
      'skip to (?:main )?content',
      'menu',
      'close',
      'table of contents',
    ),
    opening(
      'read more (?:about|on|from|in|here)\\b.{0,80}$',
      'more (?:on this|from|stories|news|like this|coverage|on)\\b[^.!?]{0,60}$',
    ),
    whole(
      "(?:related|recommended|similar|popular|trending|top|latest|more|other|must[ -]reads?|editor[’']?s[’']?)(?: (?:articles?|stories|topics?|content|links?|coverage|posts?|news|now|picks?|choice|reading|headlines|videos?|today|for you|this))*",
    ),
    whole(
      'most (?:read|popular|viewed|shared|commented)(?: (?:stories|articles|news|now|today|in .{2,20}))?',
      'what to read next',
      'you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy).{0,40}',
      'from around the web',
      'in case you missed it',
      'external links?',
      'references',
      'sources?',
      'further reading',
      'sister links?',
      'see also',
    ),
    opening(
      '(?:tags?|topics?|categor(?:y|ies)|filed under|keywords|sections?|sources?|via|references)\\s*[:|»].{0,200}$',
    ),
    /^(?:https?:\/\/|www\.)\S+$/iu,
    /^(?:[#@][\p{L}\p{N}_]+[\s,]*)+$/u,
    /^[a-z]{2,3}:\p{L}[^.!?]{2,100}$/u, // the same article in another language's wiki
    /^(?:home|news|world|politics|business)(?:\s*[>»›/|]\s*[\p{L}\s&-]{2,40}){1,5}$/iu,
  ],
  credit: [
    opening(
      '(?:photo(?:graph)?s?|images?|pictures?|video|illustrations?|graphics?|file(?: (?:photo|image))?|cover image|featured image|getty|caption|credit)(?: (?:credit|by|courtesy(?: of)?|source|copyright|from))*\\s*[:/|©].{0,200}$',
    ),
    opening('(?:photo(?:graph)?s?|images?|illustrations?) (?:credit|by|courtesy(?: of)?|©)\\b.{0,120}$'),
    opening('\\[?(?:file (?:photo|image)|representational image|stock (?:photo|image))\\b[^!?]{0,120}\\]?$'),
    /[([](?:(?:file )?(?:photo(?:graph)?|image|picture|credit)s?\b|(?:ap|afp|epa|reuters)(?: photo)?\/)[^)\]]{0,80}[)\]]\.?$/iu,
    /\b(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Cc]redit)s?(?: credit)?: ?\p{Lu}[^.!?]{0,60}\.?$/u,
    /(?:\bGetty Images|\bShutterstock|\b(?:AFP|AP|EPA|EFE|dpa|ANSA)\/[\p{L} ]{2,40}|\/(?:AFP|AP|EPA|REUTERS|Reuters|Getty))\)?\.?$/u,
  ],
  legal: [
    opening('©', '\\(c\\)\\s*\\d{4}', 'copyright (?:©|\\(c\\)|\\d{4}|by\\b)', '(?:disclaimer|disclosure)\\s*:'),
    /\ball rights reserved\b/iu,
    /\bthis material may not be (?:published|broadcast|reproduced|copied)\b/iu,
    /\b(?:we|this (?:web)?site|our (?:web)?site)\b.{0,40}\buses? cookies\b/iu,
    whole('(?:accept|reject|manage|allow) (?:all )?(?:cookies|consent|preferences)', 'copyright'),
    whole(
      '(?:privacy(?: policy| notice| settings)?|terms (?:of (?:use|service)|and conditions|& conditions)|cookie (?:policy|settings|notice)|about us|contact us|advertise with us)(?:\\s*[|•·/]\\s*.{0,100})?',
    ),
    opening(
      'by (?:signing up|subscribing|registering|clicking|continuing|using this site|entering your)\\b.{0,60}\\b(?:you|agree|accept|consent)\\b',
    ),
  ],
};

const KINDS = Object.entries(RULES) as [Exclude<Boilerplate, 'time stamp'>, readonly RegExp[]][];

/**
 * What kind of boilerplate a line or paragraph is, or null when it belongs to the report. It looks at the words alone, and
 * rather keeps an advert than loses a sentence of news.
 */
export function boilerplateKind(stretch: string): Boilerplate | null {
  const line = stretch.trim();
  if (line.length > LONGEST) return null;
  if (isTimeStamp(line)) return 'time stamp';
  return KINDS.find(([, patterns]) => patterns.some((pattern) => pattern.test(line)))?.[0] ?? null;
}

/** The names in a byline (`By Jane Roe, Harbour Courier`), or null for any other line. */
export function authorOf(line: string): string | null {
  if (boilerplateKind(line) !== 'byline') return null;
  const names = new RegExp(
    `^${BY}[:\\s]\\s*(${NAME}(?:\\s+(?:and|&|de|da|del|van|von|der|bin|al|el|la|${NAME}))*)`,
    'u',
  );
  return names.exec(line.trim())?.[1] ?? null;
}

const TIME_WORDS =
  /\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|published|updated|modified|posted|first|last|on|at|date|time|minutes?|mins?|hours?|hrs?|days?|ago|read|reading|today|yesterday|[ap]\.?m|utc|gmt|bst|e[sd]?t|c[sd]?t|p[sd]?t|ces?t|ist|z|t|th|st|nd|rd|of|the|uhr)\b/giu;
const STAMPED =
  /^(?:last |first )?(?:published|updated|posted|modified)\b[^!?]{0,40}\b(?:\d{4}|\d{1,2}[:.]\d\d)\b[^!?]{0,40}(?<!\p{Ll}{3}\.)$/iu;

/** A date, a time or an age ("2 hours ago") with nothing else beside it, or a line that says when it was published. */
function isTimeStamp(line: string): boolean {
  if (line.length > 100 || !/\d/.test(line)) return false;
  if (STAMPED.test(line)) return true;
  const rest = line.replace(/\d+(?=[a-z]{1,4}\b)/giu, ' ').replace(TIME_WORDS, ' ');
  return !/\p{L}/u.test(rest) && /[a-z]{3}|\d{4}-\d|\d:\d\d|\d[./]\d{1,2}[./]\d/iu.test(line);
}
