import type zh from './office.zh-CN'

type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> }

const en: Words<typeof zh> = {
  office: {
    manage: 'Manage', duty: 'On duty', requests: 'Approvals', hand_over: 'Hand over', callbacks: 'Call-backs', offered: 'Offers', supervised: 'Orders', people: 'People and grants', units: 'Units and teams', catalogue: 'Catalogue', areas: 'Areas', rules: 'Calendars, limits, ladders',
    roster: 'Roster and stand-ins', settings: 'Settings', templates: 'Templates', deliveries: 'Deliveries', webhooks: 'Webhooks', audit: 'Audit', none: 'Nothing fits.', edit: 'Change', saved_filters: 'Saved filters', keep_filter: 'Save filter', filter_name: 'A name for this filter', forget_filter: 'Forget “{name}”',
  },
  people: {
    invite: 'Enter a person', name: 'Name', role: 'Role', any_role: 'All roles', area: 'Area', any_area: 'All areas', unit: 'Unit', sensitive: 'Sensitive desk', closed: 'Closed', is_closed: 'closed', choose: 'Choose somebody on the left.', reset: 'Issue a reset code', close: 'Close the account', reopen: 'Reopen the account',
    code: 'One-time code: {code} (until {at}; shown this once, hand it over in person)', grants: 'Grants', open_end: 'open', end: 'End', give: 'Give a role', reason: 'Reason (then a second person decides)', propose: 'Propose', proposed: 'Proposed; somebody else decides', proposals: 'Grants to decide', yes: 'Agree', no: 'Refuse',
  },
  units: { open: 'Open a unit', name: 'Name', kind: 'Kind', any: 'All kinds', code: 'Code', until: 'Until', name_zh: 'Chinese name', name_en: 'English name' },
  settings: { hint: 'Empty means: as the areas above, or as built in.', what: 'What', holds: 'Holds', from: 'From', own: 'Set here', built_in: 'built in', changes: 'Latest changes', follows: 'follows the areas above' },
  roster: { hint: 'Who is on duty hears the reminders of the area; a stand-in hears what the other hears.', shifts: 'Shifts', no_shifts: 'No shifts yet.', enter: 'Enter a shift', when: 'When', stand_ins: 'Stand-ins', no_stand_ins: 'Nobody is stood in for.', name_one: 'Name a stand-in', away: 'Away', stands_in: 'Stands in', by_id: 'Number of the person' },
  audit: { at: 'When', actor: 'Who', act: 'What', any_act: 'All acts', person: 'Whom', case: 'Case', reason: 'Why', none: 'No entry fits.', exports: 'Exports', no_exports: 'No exports.', format: 'Form', filter: 'Query' },
  hand: { hint: 'Pick the cases and a colleague; each is handed over when the colleague agrees.', all: 'Pick all', case: 'Case', to: 'To', send: 'Hand over {n}', sent: 'Sent; the colleague has to agree', asked: 'waits for agreement', none: 'No open case is in your hands.' },
  templates: { title: 'Title', body: 'Text', holds: 'May hold:', preview: 'Preview', looked: 'Here is the preview' },
  deliveries: { what: 'What', channel: 'Channel', any_channel: 'All channels', state: 'State', any_state: 'All states', waiting: 'waiting', gathered: 'for the digest', sending: 'sending', uncertain: 'unknown', sent: 'sent', dropped: 'not sent', dead: 'failed', tries: 'Tries', replay: 'Send again', replayed: 'Queued again', none: 'Nothing was sent yet.' },
  webhooks: { hint: 'When cases change, a signed call goes to this address.', url: 'Address', create: 'Add', since: 'Created', on: 'on', off: 'off', switch_on: 'Switch on', switch_off: 'Switch off', failing: 'failing since {at}', test: 'Test', tested: 'Tested', rotate: 'New secret', remove: 'Remove', secret: 'The secret for signatures (shown this once):', none: 'No webhook yet.' },
  catalogue: {
    import: 'Import', find: 'Code, name or alias', most: '{n} in all: type to narrow.', versions: 'Versions', aliases_zh: 'Chinese aliases (between spaces)', aliases_en: 'English aliases (between commas)', department: 'Department', check: 'Check', self: 'May be fixed on the spot', sensitive: 'Sensitive', condition: 'Condition', limit: 'Limit', close: 'To close', note: 'Why', try: 'Dry run', tried: 'Tried; nothing was changed', apply: 'Apply',
    changes: '{n} changes', goes: 'goes', comes: 'new', list: 'List', list_categories: 'Categories', list_conditions: 'Conditions', list_step_limits: 'Step limits', list_departments: 'Departments', list_duties: 'Duties', download: 'Download as it is', file: 'CSV file',
  },
  areas: { level: 'Level', draw: 'Draw', import: 'Import', import_hint: 'GeoJSON with code, name_zh and name_en on each shape. The datum must be named: a wrong one moves it by hundreds of metres.', parent: 'Above it', datum: 'Datum', corners: 'Click the corners on the map: {n} so far (3 at least).', undo: 'Take one back', kind: 'Kind', open: 'Open', none: 'No area of this level yet.' },
  rules: {
    hint: 'Rules hold by version, and nobody approves his own; clocks keep the version they began with.', calendars: 'Calendar', limits: 'Limits', ladders: 'Ladders', from: 'from {at}', draft: 'to approve', retroactive: 'reaches back', approve: 'Approve', missing: 'The holidays of {years} are missing: deadlines that reach into them may move.', earlier: 'Month before', later: 'Month after', import: 'Import holidays', years: 'Years it holds in full', bring: 'Make a version',
    rework: 'After rework:', reopen: 'After reopening:', excludes: 'The whole clock leaves out:', clock: 'Clock', all: 'all', by_catalogue: 'No rules of its own: the catalogue says the limits.', when: 'When', who: 'Who hears', what: 'What is done', used: '{n}% used', before: '{span} before due', after: '{span} after due', opening: 'opening of working day {n} after due', repeat: 'every {span}, {n} times at most', holder: 'holder', stand_in: 'stand-in', unit_lead: 'unit lead', desk: 'desk', on_duty: 'on duty', notify: 'remind', raise_priority: 'raise priority', reassign: 'give to {to}',
  },
}

export default en
