/** Text as hostile as chance makes it. */
import fc from 'fast-check';

/** Pieces of Discord's syntax, so that chance puts whole constructs together. */
const HOSTILE_PIECES = [
  ...'\\*_~|`#>-+.()[]<>@:!/&"\' 1a',
  '**',
  '__',
  '~~',
  '||',
  '```',
  '> ',
  '>>> ',
  '# ',
  '### ',
  '-# ',
  '- ',
  '1. ',
  '](',
  '[click](https://evil.example)',
  'https://evil.example/x',
  'steam://run/1',
  '<https://evil.example>',
  '@everyone',
  '@here',
  '<@123456789012345678>',
  '<@&123456789012345678>',
  '<#123456789012345678>',
  '<t:1700000000:R>',
  '<:smile:123456789012345678>',
  '<a:wave:123456789012345678>',
  '</news:123456789012345678>',
  '<id:customize>',
  ':skull:',
  'discord.gg/evil',
  'discord.com/invite/evil',
  'word',
  'naïve',
  '海',
  '👍🏽',
  '\n',
  '\u202e',
];

export const hostileText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...HOSTILE_PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
