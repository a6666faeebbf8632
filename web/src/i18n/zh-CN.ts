/** The words of the screens. The words for states, actions, reasons and other codes are the server's own: `labels.json`. */
export default {
  app: { name: '邻格', sub: '街道网格治理', skip: '跳到正文' },
  again: '重试', loading: '正在读取…', close: '关闭', cancel: '取消', yes: '是', no: '否', back: '返回', save: '保存',
  login: { name: '登录名', password: '密码', go: '登录', out: '退出' },
  span: { days: '{n}天', hours: '{n}小时', minutes: '{n}分' },
  due: { left: '剩 {span}', late: '超 {span}', at: '到期：{at}' },
  nav: { label: '主导航', queues: '工作队列', look: '查看', cases: '全部案件', map: '地图', member: '手机端' },
  home: {
    title: '今天', triage: '新上报，等待受理', dispatch: '已立案，等待派遣', mine: '在您手里', check: '等待核查或结案', overdue: '已过到期时间',
    urgent: '最急的几件', requests: '等待您审批', no_requests: '没有等待审批的申请。',
  },
  keys: {
    title: '键盘', next: '下一件 / 上一件', open: '打开整页', pick: '选中，用于批量', search: '查找', map: '地图开关', queue: '切换队列', send: '提交表单',
    leave: '收起表单', help: '本帮助',
  },
  filter: { text: '查找：编号、内容、地点', more: '筛选', clear: '清除', state: '状态', priority: '紧急程度', group: '大类', area: '社区或网格', unit: '承办单位', source: '来源' },
  list: { label: '案件列表', pick: '选中 {number}', uncategorised: '未分类', unlocated: '位置待定', none: '这里没有待办。按 1–5 看其他队列。', none_filtered: '没有符合条件的案件，可放宽筛选。', more: '更多' },
  case: {
    label: '案件', none: '请从左侧选择一件。', full: '整页', actions: '可办事项', more: '更多…', no_actions: '您目前对此件没有可办事项。', done: '{number}：{action}，现为“{state}”',
    reply: '答复', map: '案件位置', map_on: '地图', map_off: '收起地图', photos: '照片', timeline: '办理经过', sensitive: '敏感',
  },
  fact: {
    place: '地点', holder: '在谁手里', desk: '{level}值守台', unit: '主办', co_units: '协办', clock: '当前环节', due: '总到期', waits: '恢复办理', seen: '发现', doubtful: '时间存疑',
    filed: '上报', upstream: '上级编号', round: '办理轮次', returns: '退回 {n} 次', extensions: '延期 {n} 次', requests: '待审批', merged: '并入', children: '并案',
  },
  form: { required: '此项必填', choose: '请选择', raced: '刚才有人先办了：最新情况已更新在下方，您填写的内容还在。请核对后再提交。', dispatch_too: '同时派遣' },
  field: { text: '说明', reply: '给诉求人的答复', until: '到何时', person: '人员', people: '志愿者' },
  unit: { suggested: '建议：{unit}', why: '目录中“{category}”的主责单位' },
  merge: { into: '并入哪一件', this: '本件', search: '按文字查找', none: '附近没有同类的在办案件，可按文字查找。' },
  batch: { label: '批量办理', picked: '已选 {n} 件', clear: '取消选择', done: '{all} 件中办成 {n} 件', send: '{action} {n} 件' },
  photo: { before: '上一张', after: '下一张', remove: '移除', use: '照片内容', add: '加照片', busy: '上传中…' },
  map: { title: '在办案件地图', overdue: '超期', due_soon: '临期', on_track: '正常', shown: '共 {n} 件有位置' },
  member: {
    today: '今天', report: '上报', outbox: '发件箱', me: '我的', hello: '{name}，您好', offline: '没有网络：可以照常上报，有信号后自动发送。', as_of: '{at} 的内容，暂时连不上服务器', offers: '问您能不能去',
    answer_by: '请在 {at} 前答复', checks: '请您核查', taken: '已领取', mine: '我的任务', own: '我的上报', nothing: '今天没有任务。看到问题，按下面的“上报”。',
  },
  report: {
    title: '上报问题', photo: '拍照', before: '处置前', after: '处置后', text: '看到了什么', voice: '可用键盘上的话筒说话输入', need_text: '请写一两句看到了什么。', category: '类别（可不选）', find: '输入几个字查找，如“消防通道”',
    other: '另选', place: '在哪里', gps: '已定位，误差约 {m} 米', pin: '已按图钉位置', move: '移动图钉', again: '重新定位', locating: '正在定位…', no_gps: '没有定位：可选网格或写地址。', grid: '选择网格', address: '楼号、单元等（可不填）',
    self: '我已当场处置', anonymous: '对外不显示我是上报人', send: '发送', promise: '先存在手机里，发送成功前不会丢失。',
  },
  outbox: {
    waiting: '{n} 件未发出', all_sent: '都已发出', pictures: '{n} 张照片', sent: '已发送', code: '查询码', sending: '正在发送…', waits: '等待发送', refused: '未被接受：', edit: '改后重报', discard: '丢弃', sure: '丢弃后无法找回。确定丢弃？',
    empty: '发件箱是空的。', now: '现在发送',
  },
  check: { finding: '核查结果', send: '提交结果', gone: '这项核查已不在您的任务里。' },
  me: {
    large: '大字版', console: '电脑版', unsent_title: '还有没发出的内容', unsent: '还有 {n} 件没有发出，退出会丢失它们。请等待发送成功，或到发件箱处理后再退出。', log_out_hint: '退出时会清除手机上保存的内容。',
  },
  public: {
    sub: '居民服务', report: '报告问题', follow: '查进度', nearby: '身边事', report_title: '报告身边的问题', board: '您在“{name}”报告', known: '附近已有人反映', known_hint: '如果是同一件事，不必再报；可凭编号在“身边事”中看到进展。',
    address: '在哪里（小区、楼号、路口）', locate: '用手机定位', no_gps: '没有得到定位，请写明地点。', neighbour: '是反映邻居的（不会告诉附近的人）', sensitive: '内容敏感，只让专人看到',
    promise: '不用登录。发送后会得到一个查询码。', received: '已经收到', number: '编号', keep_code: '请记下查询码：凭它可以查进度、补充照片、评价，别人看不到。', answer_by: '最迟 {at} 前有人处理。', another: '再报一件', photos: '已加 {n} 张照片',
    follow_title: '查我反映的事', look: '查询', no_such_code: '没有这个查询码，请核对后再试。', mine: '本机反映过的', forget: '清除本机记录', due: '办理期限：{at}', goes_on: '已并入下面这件一起办理', solved: '解决了吗？', is_solved: '解决了', not_solved: '没有解决',
    stars: '满意程度', star: '{n} 星', words: '想说的话', nearby_title: '身边事', nearby_hint: '看看所在社区正在办和最近办好的事。只显示大致地点，不显示是谁反映的。', no_news: '这里近来没有公开的事项，或不在本街道范围内。', reported_on: '{day} 反映', settled_on: '{day} 办结',
    open_again: '已重新办理', still_wrong: '还有什么没有解决？', link_over: '这个链接已经用过或过期了。',
  },
}
