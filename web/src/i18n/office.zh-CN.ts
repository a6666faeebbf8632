/** The words of the office's pages; they come with the console only. */
export default {
  office: {
    manage: '管理', duty: '办事', requests: '审批', hand_over: '交接', callbacks: '回访', offered: '待接单', supervised: '督办', people: '人员与授权', units: '单位与队伍', catalogue: '事项目录', areas: '网格与区域', rules: '日历、时限与升级',
    roster: '值班与代班', settings: '参数设置', templates: '消息模板', deliveries: '发送记录', webhooks: '接口推送', audit: '审计查询', none: '没有符合条件的内容。', edit: '修改', saved_filters: '常用筛选', keep_filter: '存为常用', filter_name: '给这个筛选起个名字', forget_filter: '删除“{name}”',
  },
  people: {
    invite: '登记人员', name: '姓名', role: '角色', any_role: '全部角色', area: '区域', any_area: '全部区域', unit: '单位', sensitive: '敏感事项专岗', closed: '已停用', is_closed: '已停用', choose: '请从左侧选择一人。', reset: '发放重置码', close: '停用账号', reopen: '恢复账号',
    code: '一次性登录码：{code}（{at} 前有效，只显示这一次，请当面告知）', grants: '授权', open_end: '长期', end: '终止', give: '授予角色', reason: '理由（填写后提交他人审批）', propose: '提请授权', proposed: '已提请，待他人决定', proposals: '待决定的授权', yes: '同意', no: '不同意',
  },
  units: { open: '新设单位', name: '名称', kind: '类型', any: '全部类型', code: '代码', until: '终止', name_zh: '中文名', name_en: '英文名' },
  settings: { hint: '空着表示沿用上级区域或内置值。', what: '项目', holds: '现行值', from: '来自', own: '本区域设定', built_in: '内置', changes: '最近变更', follows: '沿用上级' },
  roster: { hint: '值班人员接收本区域的升级通知；代班人与被代班人同时收到。', shifts: '值班', no_shifts: '还没有排班。', enter: '排一班', when: '时间', stand_ins: '代班', no_stand_ins: '没有代班安排。', name_one: '登记代班', away: '外出人', stands_in: '代班人', by_id: '人员编号' },
  audit: { at: '时间', actor: '操作人', act: '操作', any_act: '全部操作', person: '涉及人', case: '案件', reason: '理由', none: '没有符合条件的记录。', exports: '导出记录', no_exports: '没有导出记录。', format: '格式', filter: '筛选条件' },
  hand: { hint: '勾选要移交的案件，选一位同事；对方逐件确认后才算移交。', all: '全选', case: '案件', to: '交给', send: '移交 {n} 件', sent: '已发出，等待对方确认', asked: '等待确认', none: '您手里没有在办案件。' },
  templates: { title: '标题', body: '正文', holds: '可用占位：', preview: '预览', looked: '已生成预览' },
  deliveries: { what: '内容', channel: '渠道', any_channel: '全部渠道', state: '状态', any_state: '全部状态', waiting: '待发', gathered: '待汇总', sending: '发送中', uncertain: '结果不明', sent: '已发', dropped: '未发', dead: '失败', tries: '次数', replay: '重发', replayed: '已重新排队', none: '还没有发送记录。' },
  webhooks: { hint: '案件变化时，系统向这个地址发出带签名的通知。', url: '地址', create: '新增', since: '创建', on: '启用', off: '停用', switch_on: '启用', switch_off: '停用', failing: '自 {at} 起失败', test: '试发', tested: '已试发', rotate: '更换密钥', remove: '删除', secret: '签名密钥（只显示这一次）：', none: '还没有推送地址。' },
  catalogue: {
    import: '批量导入', find: '按代码、名称或俗称查找', most: '共 {n} 项，请输入文字缩小范围。', versions: '版本', aliases_zh: '俗称（空格分开）', aliases_en: '英文俗称（逗号分开）', department: '主责部门', check: '核查方式', self: '可当场处置', sensitive: '敏感', condition: '立案条件', limit: '时限', close: '结案条件', note: '修改说明', try: '试算', tried: '试算完成，未作修改', apply: '生效',
    changes: '变动 {n} 项', goes: '删去', comes: '新增', list: '清单', list_categories: '事项', list_conditions: '立案与结案条件', list_step_limits: '环节时限', list_departments: '部门', list_duties: '履职清单', download: '下载现行清单', file: 'CSV 文件',
  },
  areas: { level: '层级', draw: '绘制区域', import: '导入图形', import_hint: 'GeoJSON，每个图形带 code、name_zh、name_en。必须注明坐标系，否则会错位几百米。', parent: '上级', datum: '坐标系', corners: '在地图上点出边界，已点 {n} 个角（至少 3 个）。', undo: '撤销一点', kind: '性质', open: '设立', none: '这一层级还没有区域。' },
  rules: {
    hint: '规则按版本生效，旧版本一直保留。督查员制定的版本须另一人批准。生效时，尚未到期的在办期限按新规则重算一次。', calendars: '工作日历', limits: '时限', ladders: '升级提醒', from: '{at} 起', always: '自始有效', would_hold: '批准后自 {at} 起', draft: '待批准', retroactive: '追溯', approve: '批准', approved: '已批准', missing: '{years} 年节假日尚未录入，跨入的期限可能变动。', earlier: '上月', later: '下月',
    import: '导入节假日', import_hint: '按国务院办公厅通知整理的 CSV（from,to,kind,name_zh,name_en,windows）或 iCalendar 文件。所列年份的特殊日将整体替换。', years: '完整覆盖的年份', bring: '生成新版本', made: '新版本已生成', edit: '修订', go_on: '继续修订', try: '试算', first_try: '先试算，看清影响后再定。', effective: '何时起生效（空着表示尽快）', reaches_back: '允许追溯到现在之前',
    rework: '返工后时限：', reopen: '重办后时限：', excludes: '全程计时不含：', clock: '环节', all: '全部', by_catalogue: '没有单独规则：按事项目录的时限执行。', when: '何时', who: '通知谁', what: '做什么', used: '用去时限 {n}%', before: '到期前 {span}', after: '超期 {span}', opening: '超期后第 {n} 个工作日开始时', repeat: '每 {span} 一次，最多 {n} 次', holder: '经办人', stand_in: '代班人', unit_lead: '单位负责人', desk: '值守台', on_duty: '值班人', notify: '提醒', raise_priority: '提高紧急程度', reassign: '改派给{to}',
    new_limits: '修订时限', new_ladders: '修订升级提醒', new_calendar: '修订工作日历', recounting: '正在重算：已查 {seen} 件，变动 {moved} 件', narrowest: '范围最窄的规则优先；同样窄的，排在前面的优先。没有规则时按事项目录。', matter: '类别（编码前 2 至 5 位）', matters: '类别（编码前 2 至 5 位，空格分开）', unit: '单位', up: '上移', drop: '删除', add_limit: '添一条时限',
    new_ladder: '新规则', steps: '{n} 步', step: '第 {n} 步', drop_ladder: '删除这条规则', add_ladder: '添一条规则', add_step: '添一步', holds_clocks: '适用环节（不选表示全部）', holds_sources: '适用来源（不选表示全部）', at_used: '用去时限的', at_before_due: '到期之前', at_after_due: '到期之后', at_opening_after_due: '到期后的工作日开始时', percent: '百分比', days: '个工作日', span: '时长', skip_short: '时限不足一个工作日的省略',
    add_recipient: '添一个通知对象', no_order: '不开督办单', open_order: '开督办单', no_reassign: '不改派', reassigns: '改派', needs_ack: '须有人确认知悉', repeats: '未确认时重复', every: '间隔', at_most: '最多次数',
    year: '年份', known: '该年节假日已完整录入', special_days: '特殊日', first_day: '第一天', last_day: '最后一天', day_kind: '性质', windows: '工作时段', no_days: '这一年还没有特殊日。', add_day: '添一段特殊日', week: '每周工作时段与季节作息', season: '季节', season_from: '自（月-日）起', rest: '休息', make_up: '补班日', add_season: '添一个季节',
  },
  trial: {
    title: '试算结果', from: '自 {at} 起生效时', open: '在办案件', moved: '有变动的案件', later: '期限推后', earlier: '期限提前', newly_late: '立即超期', furthest: '最多 {span}', nothing: '没有案件受影响。', part: '列出 {n} 件，共 {all} 件有变动（您无权查看的只计数）。', cases: '受影响的案件', only_late: '只看立即超期的', now: '现期限', then: '新期限', by: '变动', late: '立即超期', reminder: '仅提醒时间变动',
    calendar: '期限变动日历', leave: '移出 {n}', come: '移入 {n}', come_late: '超期 {n}',
  },
}
