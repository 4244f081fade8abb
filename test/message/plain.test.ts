import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.ts';
import { plainText } from '../../src/message/plain.ts';

const message: Message = {
  notification: 'The harbour is closed.',
  title: 'News digest',
  context: [{ kind: 'text', text: 'Monday' }],
  bottomLine: [{ kind: 'text', text: 'The harbour is closed.', style: 'bold' }],
  sections: [
    {
      id: 's1',
      title: 'Harbour closed',
      blocks: [
        {
          kind: 'bullets',
          label: 'Key actors',
          items: [
            {
              inline: [
                { kind: 'text', text: 'Maren Osk', style: 'bold' },
                { kind: 'text', text: ' closed it.' },
              ],
              quotes: [
                { quote: 'Ms Osk closed the harbour.', attribution: 'Harbour Courier, 23 Nov' },
                { quote: '“Closed it is,” she said.', attribution: null },
              ],
            },
          ],
        },
        { kind: 'note', inline: [{ kind: 'link', text: 'The article', url: 'https://courier.example/1' }] },
      ],
    },
  ],
  more: [],
  foot: [],
};

describe('plain text', () => {
  it('gives the words of a whole message in order', () => {
    expect(plainText(message)).toBe(
      [
        'News digest',
        '',
        'Monday',
        '',
        'The harbour is closed.',
        '',
        'Harbour closed',
        'Key actors',
        '• Maren Osk closed it.',
        '  “Ms Osk closed the harbour.” — Harbour Courier, 23 Nov',
        '  ‘“Closed it is,” she said.’',
        'The article',
      ].join('\n'),
    );
  });

  it('gives the words of inline text and of sections alone', () => {
    expect(
      plainText([
        { kind: 'text', text: 'See ' },
        { kind: 'link', text: 'the article', url: 'https://a.example' },
      ]),
    ).toBe('See the article');
    expect(plainText(message.sections).split('\n')[0]).toBe('Harbour closed');
    expect(plainText([])).toBe('');
  });
});
