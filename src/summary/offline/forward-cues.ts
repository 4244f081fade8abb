/** One sign that a sentence looks forward, and how sure a sign it is. */
export interface Cue {
  readonly pattern: RegExp;
  readonly weight: number;
}

/** Stretches that look like cues and are none: taken out of a sentence before cues are looked for. */
export const NO_CUES: readonly RegExp[] = [
  // Counterfactuals and guesses about the past.
  /\b(?:could|would|should|might|may|must)(?:n't|n’t| not)?(?: \p{L}+ly| also| still| never| ever)? have (?:not |never |already |also |otherwise |\p{L}+ly )?(?:been|had|\p{L}+(?:ed|en|wn|ght|lt|nt|ade|ome|one|ut|ost|eft|eld|aid|old|ood|et|un|ung|ell|ead|it))\b/gu,
  /\bhad (?:threatened|vowed|planned|promised|pledged|hoped|intended) to\b|\bthere (?:are|were|was) (?:no )?plans? to\b/gu,
  /\bwill (?:note|remember|recall|recogni[sz]e|notice|argue|say|tell|know|find that)\b|\bmay be best (?:known|remembered)\b/gu,
  /\bhad been (?:\p{L}+ly )?(?:expected|likely|due|set|scheduled|supposed|planned|projected|tipped)\b/gu,
  // Habits and lives told in the past.
  /\bwould (?:often|always|usually|sometimes|regularly|frequently|later|eventually|then|go on to|never|become|prove|remain)\b/gu,
  /\bwould (?:not )?(?:comment|say|like|rather|prefer|appear|seem|think|agree|disagree|argue|suggest)\b/gu,
  // Ability and perception in the past.
  /\b(?:could|can|may|might) (?:not |also |still )?(?:be (?:seen|heard|found|reached|verified|confirmed|said|described|viewed|accessed|used|read|independently)|find|see|hear|tell|say|verify|confirm|remember|recall|independently|understand|imagine|think|know)\b/gu,
  /\b(?:couldn't|couldn’t|could not|cannot|can't|can’t)\b/gu,
  // The noun.
  /\b(?:the|his|her|their|its|our|a|free|good|political|popular|own|last|living|ill) will\b/gu,
  /\bwill and testament\b/gu,
  // What is yet to be decided, the routine of an office and of publishing.
  /\bwhether\b[^,.;]{0,60}\b(?:will|would|could|may|might)\b/gu,
  /\bwill (?:administer|oversee|manage|chair|host|moderate|handle)\b/gu,
  /\b(?:bulletin|report|figures|results|minutes|statistics|data|issue|edition) will be (?:published|released|issued|posted)\b/gu,
  /\bwould (?:not )?(?:meet|talk|speak) again\b/gu,
  // Permissions, allowances and figures of speech.
  /\b(?:may|might) (?:well )?be (?:called|named|known|added|worn|used|found|seen)\b/gu,
  /\b(?:asked|wondered|inquired|questioned) (?:\p{L}+ )*(?:if|whether|how|what|when|who)\b.*$/gu,
  /\bas soon as|\bif (?:any|not|only|so|ever|possible|necessary)\b|\bas if\b|\beven if\b|\bwhat if\b/gu,
];

/** Cues, the surest first. Case matters: "May" the month and "Will" the name are no cues. */
export const CUES: readonly Cue[] = [
  {
    pattern:
      /\b(?:is|are|been|be|'s|’s) (?:\p{L}+ly )?(?:(?:expected|likely|unlikely|set|poised|scheduled|slated|projected|forecast|predicted|bound|certain|destined|tipped) (?:to|for)\b|(?:likely|unlikely) (?:if|unless|when|in|by|this|next)\b|due to (?:be|begin|start|open|end|meet|take|hold|vote|appear|launch|arrive|leave|return|run|expire|come|go|face|visit|play|release|publish|announce|decide)\b)/u,
    weight: 3,
  },
  { pattern: /\b(?:expected|likely|unlikely|set|poised|scheduled|slated|planned|projected) to\b/u, weight: 2 },
  {
    pattern:
      /\bwill (?:likely|probably|almost certainly|inevitably|undoubtedly|continue to|need to|have to|face|decide|determine|lead|result|affect|allow|force|make|mean|become|begin|start|be)\b/u,
    weight: 2.6,
  },
  {
    pattern:
      /\b(?:could|might|may)(?: also| well| soon| eventually| even| further)? (?:lead|result|affect|force|cause|trigger|spark|threaten|jeopardi[sz]e|undermine|weaken|strengthen|increase|reduce|raise|lower|hurt|harm|help|boost|delay|prevent|prompt|push|drive|worsen|deepen|escalate|spread|collapse|face|lose|become|be forced|be required|be banned|be delayed|be extended|cost|pave|open|end|mean|change|reshape|shape|influence|derail|split|block|take|see|rise|fall|strain|hit|begin|start|exhaust|destroy|drop|grow|bring|make|put|leave|halt|stop|create|destabili[sz]e|have (?:an?|far|serious|major|lasting|the))\b/u,
    weight: 3,
  },
  {
    pattern:
      /\b(?:(?<!\b(?:a|an|the|his|her|its|their|this|that|new|any|no|of|old|secret|ambitious|grand) )plan|intend|threaten|threatens|threatened|vows|vowed|pledged|pledges|promised|promises|plans|planned|planning|intends|hopes|prepares|preparing) to\b/u,
    weight: 2.2,
  },
  {
    pattern:
      /\b(?:warn|warns|warned|warning|fear|fears|feared|predict|predicts|predicted|expect|expects|concerned|worried|anticipate|anticipates|believe|believes)\b.*\b(?:will|could|may|might|would|risks?|unless)\b/u,
    weight: 2.6,
  },
  { pattern: /\b(?:warn|warns|warned|warning|predicts?|predicted|fears?|feared)(?: of| that)\b/u, weight: 0.9 },
  {
    pattern:
      /\b(?:confident|hopeful|optimistic|adamant|doubtful|sceptical|skeptical) that\b.*\b(?:would|will|could)\b/u,
    weight: 2,
  },
  {
    pattern:
      /\b(?:raises?|raised|raising|increases?|increased|heightens?|heightened) (?:the |new |fresh |serious |further )?(?:risks?|prospects?|possibility|likelihood|concerns|fears|questions|doubts|chances)\b/u,
    weight: 2.6,
  },
  {
    pattern:
      /\b(?<!(?:helped|helping) (?:to )?)(?:pave|paves|paving) the way\b|\bpotential to\b|\bat risk of\b|\brisk of\b|\bin danger of\b|\bon course (?:to|for)\b|\bon track (?:to|for)\b|\bthreat of\b|\bstands? to (?:gain|lose)\b|\bremains? to be seen\b|\bposes? (?:a |an )?(?:\p{L}+ )?(?:threat|risk|challenges?|danger)\b/u,
    weight: 2.6,
  },
  { pattern: /\bimplications?\b|\bconsequences\b|\brepercussions\b/u, weight: 1 },
  { pattern: /\bwill\b|\bwon't\b|\bwon’t\b/u, weight: 1.8 },
  { pattern: /\b(?:could|might|may)\b/u, weight: 1.3 },
  // A condition makes of a promise what may follow: "would withdraw the complaint once the money had come".
  {
    pattern: /\b(?:if|unless|once|without|until)\b.*\bwould\b|\bwould\b.*\b(?:if|unless|once|without|until)\b/iu,
    weight: 2.2,
  },
  { pattern: /\b(?:announced|agreed|decided|confirmed|ruled)\b.*\bwould\b/u, weight: 1.7 },
  {
    pattern:
      /\bwould (?:also |likely |probably )?(?:end|force|allow|mean|cost|raise|lower|cut|lead|result|affect|cause|prevent|delay|open|close|ban|require|create|make)\b/u,
    weight: 1.7,
  },
  { pattern: /\b(?:expects?|forecasts?|anticipates?|projects?)\b [^.;:]{3,70}? to \p{Ll}/u, weight: 2.6 },
  {
    pattern:
      /\b(?:unclear|uncertain|not (?:yet )?(?:clear|known|certain)) (?:whether|if|how|when|what)\b.*\b(?:will|would|could|might|may)\b/u,
    weight: 2.4,
  },
  {
    pattern:
      /\bwould(?: also| likely| probably)? (?:lead|result|affect|force|cause|trigger|spark|threaten|undermine|weaken|strengthen|increase|reduce|raise|lower|hurt|harm|boost|delay|prevent|worsen|deepen|escalate|cost|open the way|mean|allow|require|replace|ban|give|make it)\b/u,
    weight: 2.4,
  },
  { pattern: /\bwould\b/u, weight: 1.1 },
  { pattern: /\b(?:aims|seeks) to\b/u, weight: 1.2 },
  {
    pattern: /\b(?:is|are) to be\b|\b(?:is|are) to (?:begin|start|meet|take|hold|open|close|vote|appear)\b/u,
    weight: 1.8,
  },
  { pattern: /\bif\b|\bunless\b/u, weight: 0.4 },
  {
    pattern:
      /\b(?:next (?:week|month|year|season|summer|spring|autumn|winter|decade|election|round)|by 20[2-9]\d|in the coming|in coming|tomorrow|later this (?:week|month|year)|soon|long-term|in the future|from now on|until 20\d\d|over the next|within (?:days|weeks|months|the next))\b/u,
    weight: 0.6,
  },
];
