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
    hint: '规则按版本生效，制定人与批准人不能是同一人；已开始的计时保留当时的版本。', calendars: '工作日历', limits: '时限', ladders: '升级提醒', from: '{at} 起', draft: '待批准', retroactive: '追溯', approve: '批准', missing: '{years} 年节假日尚未录入，跨入的期限可能变动。', earlier: '上月', later: '下月', import: '导入节假日', years: '完整覆盖的年份', bring: '生成新版本',
    rework: '返工后时限：', reopen: '重办后时限：', excludes: '全程计时不含：', clock: '环节', all: '全部', by_catalogue: '没有单独规则：按事项目录的时限执行。', when: '何时', who: '通知谁', what: '做什么', used: '用去时限 {n}%', before: '到期前 {span}', after: '超期 {span}', opening: '超期后第 {n} 个工作日开始时', repeat: '每 {span} 一次，最多 {n} 次', holder: '经办人', stand_in: '代班人', unit_lead: '单位负责人', desk: '值守台', on_duty: '值班人', notify: '提醒', raise_priority: '提高紧急程度', reassign: '改派给{to}',
  },
}
