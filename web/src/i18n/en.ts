import type zh from './zh-CN'

type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

const en: Words<typeof zh> = {
  app: { name: 'Gridward', sub: 'Grid governance of the street', skip: 'Skip to content' },
  and: ', ', again: 'Try again', loading: 'Loading…', close: 'Close', cancel: 'Cancel', yes: 'Yes', no: 'No', back: 'Back', save: 'Save',
  login: { name: 'Log-in', password: 'Password', go: 'Log in', out: 'Log out', expired: 'Your log-in has expired', kept: 'Please log in again. The page and what you typed are still here.', leave: 'Log in as somebody else' },
  line: { away: 'The server cannot be reached; trying again. What you typed is safe.', newer: 'The system was updated: please load it anew.', reload: 'Load anew' },
  news: { title: 'While you were writing, this happened:', seen: 'I have seen it', stale: 'As things stand now, you can no longer do this.' },
  span: { days: '{n}d ', hours: '{n}h ', minutes: '{n}min' },
  due: { left: '{span} left', at: 'Due: {at}' },
  nav: { label: 'Main', queues: 'Queues', look: 'Look up', cases: 'All cases', map: 'Map', member: 'Phone app' },
  home: {
    title: 'Today', triage: 'new, to be registered', dispatch: 'registered, to be dispatched', mine: 'in your hands', check: 'to be checked or closed', overdue: 'past their due time',
    urgent: 'Most urgent', requests: 'Waiting for your decision', no_requests: 'No request waits for you.',
  },
  keys: {
    title: 'Keys', next: 'next / previous', open: 'open as a page', pick: 'pick for a batch', search: 'search', map: 'map on or off', clock: 'why it is due then', queue: 'go to a queue', send: 'send the form',
    leave: 'leave the form', help: 'this help',
  },
  filter: { text: 'Search: number, words, place', more: 'Filter', clear: 'Clear', state: 'State', priority: 'Priority', group: 'Group', area: 'Community or grid', unit: 'Unit', source: 'Source' },
  list: { label: 'Cases', pick: 'Pick {number}', uncategorised: 'No category yet', unlocated: 'Place unknown', none: 'Nothing to do here. Keys 1–5 show the other queues.', none_filtered: 'No case fits: try fewer filters.', more: 'More' },
  case: {
    label: 'Case', none: 'Choose a case on the left.', full: 'Page', actions: 'What you may do', more: 'More…', no_actions: 'There is nothing for you to do here now.', done: '{number}: {action}, now “{state}”',
    reply: 'Reply', map: 'Where it is', map_on: 'Map', map_off: 'Hide map', photos: 'Photos', timeline: 'What happened', sensitive: 'Sensitive',
    reminder: 'A reminder waits for somebody to say that it was seen; until then it comes again.',
  },
  fact: {
    place: 'Place', holder: 'Held by', desk: '{level} desk', unit: 'Unit', co_units: 'Helping', clock: 'Step', due: 'Due', next: 'Next', waits: 'Resumes', seen: 'Seen', doubtful: 'time doubtful',
    filed: 'Filed', upstream: 'Outside number', round: 'Round', returns: 'returned {n}×', outside: 'Their number', orders: 'Orders', answered: 'answered', unanswered: 'to be answered', extensions: 'extended {n}×', requests: 'Waiting', merged: 'Merged into', children: 'Merged here',
  },
  form: { required: 'This is needed', choose: 'Choose', raced: 'Somebody was faster. What happened is shown below; what you typed is still here. Look again before you send.', dispatch_too: 'Dispatch at once' },
  field: { text: 'Remark', reply: 'Reply to the reporter', until: 'Until', person: 'Person', people: 'Volunteers' },
  unit: { suggested: 'Suggested: {unit}', why: 'the catalogue names it for “{category}”' },
  merge: { into: 'Merge into', this: 'This case', search: 'Search by words', none: 'No open case of this group nearby: search by words.' },
  batch: { label: 'Batch', picked: '{n} picked', clear: 'Clear', done: '{n} of {all} done', send: '{action}: {n} cases' },
  clock: { title: 'How the due time follows', why: 'Why is it due then?', held: 'with {who}', counted: 'counts {n}', ahead: 'expected', now: 'now', provisional: 'holidays not published yet, may move' },
  photo: { compare: 'Move to compare before and after', before: 'Previous', after: 'Next', remove: 'Remove', use: 'What it shows', add: 'Add photos', busy: 'Uploading…' },
  map: { title: 'Open cases on the map', overdue: 'overdue', due_soon: 'due soon', on_track: 'on track', shown: '{n} with a place' },
  member: {
    today: 'Today', report: 'Report', outbox: 'Outbox', me: 'Me', hello: 'Hello {name}', offline: 'No signal: report as always, it is sent by itself later.', as_of: 'As of {at}; the server cannot be reached now', offers: 'Can you go?',
    answer_by: 'please answer by {at}', checks: 'Please check', taken: 'taken', mine: 'My tasks', own: 'My reports', queue_empty: 'Nothing to do here.', nothing: 'No task today. If you see something, press “Report” below.',
  },
  inbox: { title: 'Messages', read_all: 'Mark all as read ({n})', none: 'No messages yet.' },
  saved: 'Saved',
  prefs: { title: 'Notices', inbox: 'The inbox hears everything, whatever is chosen here.', no_channels: 'The office has set up no mail, WeCom or text messages.', wecom: 'WeCom account', quiet: 'Quiet hours (urgent matters come through)', from: 'From', to: 'To', rest_days: 'Quiet all day when the office does not work' },
  report: {
    title: 'Report', photo: 'Take a photo', before: 'Before', after: 'After', text: 'What did you see?', voice: 'You can speak: use the microphone of your keyboard', need_text: 'Please say in a sentence what you saw.', category: 'Category (not needed)', find: 'Type a few letters, such as “stairwell”',
    other: 'Another', because: 'you said “{words}”', goes_to: 'Usually handled by {name} ({reason})', danger: 'There may be danger. Call first:', place: 'Where', gps: 'Located, within about {m} m', pin: 'Where the pin stands', move: 'Move the pin', again: 'Locate again', locating: 'Locating…', no_gps: 'No position: choose a grid or write the address.', grid: 'Choose a grid', address: 'Building, entrance (not needed)',
    self: 'I fixed it on the spot', anonymous: 'Do not show the public who reported it', send: 'Send', promise: 'It is kept on this phone until it has been sent.',
  },
  known: { title: 'Somebody reported this nearby. Is it the same?', line: '{metres} m away, reported {at}', add: 'Yes, add to it' },
  outbox: {
    waiting: '{n} not sent yet', all_sent: 'All sent', pictures: '{n} photos', sent: 'Sent', code: 'code', sending: 'Sending…', waits: 'Waiting', refused: 'Not accepted: ', edit: 'Edit as new', discard: 'Throw away', sure: 'It cannot be brought back. Throw it away?',
    empty: 'Nothing here.', now: 'Send now',
  },
  check: { finding: 'Finding', send: 'Send the result', gone: 'This check is no longer yours.' },
  me: {
    large: 'Large text', console: 'Desktop', unsent_title: 'Something is unsent', unsent: '{n} items are unsent and would be lost. Wait until they are sent or settle them in the outbox, then log out.', log_out_hint: 'Logging out clears what is kept on this phone.',
  },
  public: {
    sub: 'for residents', report: 'Report', follow: 'My report', nearby: 'Nearby', report_title: 'Report a problem', board: 'You report into {name}', known: 'Known nearby already', known_hint: 'If it is the same matter you need not report it again; its number stands under Nearby.',
    address: 'Where (estate, building, crossing)', locate: 'Use my position', no_gps: 'No position was found: please write where it is.', neighbour: 'It is about a neighbour (nobody nearby is told)', sensitive: 'It is sensitive: only named people see it',
    promise: 'No log-in. After sending you get a code.', received: 'Received', number: 'Number', keep_code: 'Keep the code: with it you follow the matter, add photos and rate it. Nobody else has it.', answer_by: 'Somebody looks at it by {at}.', another: 'Report another', photos: '{n} photos added',
    follow_title: 'Follow my report', look: 'Look', no_such_code: 'There is no such code. Please check it.', mine: 'Reported from this device', forget: 'Forget them here', due: 'To be done by {at}', goes_on: 'It goes on together with this', solved: 'Is it solved?', is_solved: 'Solved', not_solved: 'Not solved',
    stars: 'How satisfied are you', star: '{n} stars', words: 'What you want to say', nearby_title: 'In the neighbourhood', nearby_hint: 'What your community is working on and what was settled lately. Places are coarse, nobody is named.', no_news: 'Nothing has been made known here lately, or this is outside our street.', reported_on: 'reported {day}', settled_on: 'settled {day}',
    open_again: 'Open again', still_wrong: 'What is still wrong?', link_over: 'This link was used or is over.',
  },
  outside: {
    sub: 'for bodies outside', due: 'Please answer by {at}', what: 'What came of it', finish: 'Send the result', only_say: 'Only say this', thanks: 'Received, thank you', over: 'This link is over now and opens nothing any more.', holds: 'This link holds until {at} and ends when the case is taken back. Please do not pass it on.',
    gone: 'This link is over: it was replaced or taken back, or the matter is settled. Please ask the street office.',
  },
  link: { title: 'Link to this case', copied: 'Copied', by_hand: 'Please copy it by hand', holds: 'A link holds until {at}', opened: 'opened at {at}', unopened: 'not opened yet', once: 'Shown this once: copy it and send it on. A new link ends the old one', copy: 'Copy the link' },
}

export default en
