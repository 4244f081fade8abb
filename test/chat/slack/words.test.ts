import { describe, expect, it } from 'vitest';
import { plainWords, withChannelNames, withoutMarks, withoutMention } from '../../../src/chat/slack/words.ts';

describe('what people wrote in Slack', () => {
  it.each([
    ['AT&amp;T &lt;b&gt;', 'AT&T <b>'],
    ['&amp;lt;', '&lt;'],
    ['see <https://courier.example/a?b=1&amp;c=2>', 'see https://courier.example/a?b=1&c=2'],
    ['see <https://courier.example/a|courier.example>', 'see https://courier.example/a'],
    ['write to <mailto:mara@harbour.example|mara@harbour.example>', 'write to mara@harbour.example'],
    ['erase <@U0MARA>', 'erase U0MARA'],
    ['erase <@U0MARA|mara>', 'erase U0MARA'],
    ['<!here> and <!subteam^S012|@editors>', '@here and @editors'],
    ['pause <#C0NEWS|news> now', 'pause <#C0NEWS|news> now'],
    ['pause <#C0NEWS>', 'pause <#C0NEWS>'],
    ['1 &lt; 2', '1 < 2'],
    ['what did <http://Booking.com|Booking.com> announce', 'what did Booking.com announce'],
    ['<https://courier.example|courier.example>', 'courier.example'],
    ['<https://evil.example|courier.example>', 'https://evil.example'],
    ['call <tel:+4930123456|+49 30 123456>', 'call +49 30 123456'],
    ['nothing <special', 'nothing <special'],
    ['', ''],
  ])('%j means %j', (text, meant) => {
    expect(plainWords(text)).toBe(meant);
  });

  it.each([
    ['<@U0BOT> status', 'status'],
    ['<@U0BOT|newsdesk>   status', 'status'],
    ['what about <@U0BOT> and <@U0MARA>', 'what about   and <@U0MARA>'],
    ['<@U0BOT>', ''],
    ['status', 'status'],
  ])('%j is said to the bot as %j', (text, said) => {
    expect(withoutMention(text, 'U0BOT')).toBe(said);
  });

  it.each([
    ['what about <#C0SECRET|secret>?', 'what about #secret?'],
    ['what about <#C0SECRET|>?', 'what about #C0SECRET?'],
    ['what about <#C0SECRET>?', 'what about #C0SECRET?'],
  ])('%j speaks of a channel: %j', (text, named) => {
    expect(withChannelNames(text)).toBe(named);
  });

  it.each([
    ['follow *Karsund*', 'follow Karsund'],
    ['`status`', 'status'],
    ['_what_ did ~they~ say', 'what did they say'],
    ['the snake_case_name of 2*3*4', 'the snake_case_name of 2*3*4'],
    ['a * b * c', 'a * b * c'],
    ['*', '*'],
  ])('%j is meant without its marks: %j', (text, meant) => {
    expect(withoutMarks(text)).toBe(meant);
  });
});
