/** Every length of time on these screens, in seconds. */
export const timing = {
  digitShown: 0.8, // before a typed digit turns into a dot
  quiet: 30, // without a touch, before the person is asked whether they are still there
  farewell: 20, // to answer that question (WCAG 2.2.1 asks for 20)
  result: 30, // an answer stays, and a touch starts it again
  openedAtLeast: 6, // the open door stays on screen, even if the lock is quicker
  pausedAtLeast: 10, // long enough to be read
  answer: 4, // for one answer, before the same question is asked again
  askAgain: 1, // between two askings
  giveUp: 20, // for all askings of one attempt; Entries.LONGEST_ON_THE_WAY leaves room for a door
  stillAsking: 2.5, // before the screen says that it takes longer
  heartbeat: 20,
  heartbeatOffline: 3, // between heartbeats while nothing answers
  heartbeatAnswer: 5,
  frame: 0.34, // between two camera frames
  keystroke: 0.5, // between two characters of a scanner
  digitKept: 0.06, // before a typed digit is shown: a card reader's next one comes sooner
  readerKey: 0.1, // for one digit of a card reader, on average; nobody types eight of them in that time
  readerLate: 0.15, // for one of them at most: what was typed before is a person's
  readerSilent: 0.3, // after a card's last digit, if no Enter follows
};

export const wait = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
