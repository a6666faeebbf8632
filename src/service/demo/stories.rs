//! What happens on the street, and when: a university town by a lake, heated from November to March, flooded in July, full of
//! freshmen and night markets in September, full of bathers in summer. No violence, no crowd, nobody real.

/// Something people report: its category, the months it happens in (first, last, around the year), how often, and the words.
pub(super) struct Story {
    pub(super) category: &'static str,
    pub(super) months: (i8, i8),
    pub(super) weight: u64,
    pub(super) words: &'static [&'static str],
}

const fn story(
    category: &'static str,
    months: (i8, i8),
    weight: u64,
    words: &'static [&'static str],
) -> Story {
    Story { category, months, weight, words }
}

/// The stories.
pub(super) const STORIES: &[Story] = &[
    story(
        "06010",
        (1, 12),
        12,
        &["垃圾桶旁堆了几袋生活垃圾，有异味", "广场边垃圾没人收，成堆了", "路边有人乱扔垃圾"],
    ),
    story("06012", (1, 12), 7, &["路面有泥，车过一身灰", "落叶积了一层，路上很脏"]),
    story("06013", (1, 12), 6, &["人行道砖松动，下雨溅水", "路上有坑，骑车差点摔倒"]),
    story("01037", (1, 12), 8, &["路灯不亮两天了，晚上很黑", "学校北门外的路灯一闪一闪"]),
    story("01002", (1, 12), 3, &["污水井盖松动，车压过去响", "井盖没了，有人放了树枝提醒"]),
    story("01004", (6, 9), 5, &["雨水口堵了，下雨就积水", "排水不畅，路口积水没过脚面"]),
    story("23008", (7, 8), 6, &["河沟水位涨得快，围栏边有塌土", "暴雨后低洼处积水，车过不去"]),
    story("24008", (11, 3), 12, &["家里暖气不热，室温十五度", "暖气片半热，已放过气"]),
    story("24007", (12, 2), 4, &["供水管道漏水，路面结冰", "水表井往外冒水"]),
    story("10001", (12, 2), 4, &["坡道结冰没撒盐", "背阴路段积雪没清"]),
    story("09011", (9, 10), 8, &["开学后共享单车堆满校门口人行道", "共享单车倒了一片，挡住盲道"]),
    story("09002", (9, 10), 6, &["夜市收摊后油污没清", "夜市摊位占了半条路，公交进不来"]),
    story("06027", (5, 10), 4, &["烧烤油烟飘进宿舍楼", "餐馆油烟直排，窗户不敢开"]),
    story("06028", (5, 10), 5, &["晚上十一点还有人用音响唱歌", "广场舞声音太大"]),
    story("23010", (6, 8), 5, &["湖边有人野泳，旁边没有救生圈", "孩子在湖边浅滩下水，家长不在"]),
    story("06025", (6, 9), 5, &["湖面漂着塑料瓶和水草", "河道里有垃圾，水面不洁"]),
    story("01070", (4, 10), 3, &["湖边栏杆松动，一推就晃", "亲水平台护栏断了一截"]),
    story("23001", (1, 12), 6, &["电动车推进楼道充电", "一楼门厅飞线充电"]),
    story("23009", (1, 12), 6, &["楼道堆满纸箱，消防通道堵塞", "三单元楼道堆放旧家具"]),
    story("09012", (1, 12), 5, &["私家车停在消防通道上", "消防通道被堵，救护车进不来"]),
    story("09010", (1, 12), 4, &["非机动车乱停放，挡住单元门"]),
    story("09009", (1, 12), 4, &["机动车停在路口拐角，看不见来车"]),
    story("04002", (4, 10), 4, &["行道树枝太低，碰到公交车顶", "树枝挡住红绿灯"]),
    story("06017", (4, 10), 3, &["绿地里有垃圾和狗粪"]),
    story("07001", (1, 12), 4, &["楼道里贴满小广告", "电线杆上小广告又贴上了"]),
    story("08001", (3, 11), 4, &["工地夜里十二点还在施工"]),
    story("08004", (3, 11), 4, &["工地扬尘，没有喷淋", "渣土车带泥上路"]),
    story("01046", (1, 12), 2, &["健身器材坏了，踏板掉了一边"]),
    story("24009", (1, 12), 4, &["电梯间灯坏了，物业没修", "小区门禁坏了好几天"]),
    story("24011", (6, 9), 3, &["顶楼房屋漏水，墙皮脱落"]),
    story("23014", (1, 12), 3, &["大型犬未拴绳在小区里跑"]),
    story("24005", (1, 12), 3, &["建议在湖边步道加装几盏灯", "建议公交站加个遮阳棚"]),
    story("06020", (10, 11), 3, &["有人在空地焚烧落叶", "村边焚烧垃圾，烟很大"]),
    story("23007", (2, 4), 2, &["山脚有人烧纸，草已经点着一小片"]),
    story("21001", (1, 12), 2, &["楼上漏水到楼下，两家说不拢，请社区来说和"]),
    story("21004", (1, 12), 2, &["业主和物业因停车费有争议，希望调解"]),
];

/// Replies of a unit that did the work.
pub(super) const DONE: &[&str] = &[
    "已到现场处置完毕，感谢您的反映。",
    "已清理并加强巡查。",
    "已修复，请您放心使用。",
    "已与相关方沟通并整改到位。",
];

impl Story {
    /// Whether it happens in a month.
    pub(super) const fn happens_in(&self, month: i8) -> bool {
        let (first, last) = self.months;
        if first <= last { first <= month && month <= last } else { month >= first || month <= last }
    }
}
