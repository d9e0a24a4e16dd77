export const homeWords = {
  'home.title': ['等您办理', 'What waits for you'],
  'home.empty': ['现在没有等您办理的事项。', 'Nothing waits for you now.'],
  'home.late': ['已逾期', 'late'],
  'home.open': ['查看', 'Open'],
  'home.no-limit': ['没有时限', 'no limit'],
  'home.since': ['自 {{when}}', 'since {{when}}'],
  'home.going-on': ['在办订单', 'Open orders'],
  'home.comes-next': ['接下来', 'What comes next'],
  'home.has-it': ['现由', 'now with'],
  'home.no-orders': ['没有在办订单', 'No order is open'],
  'home.all-orders': ['全部订单', 'All orders'],
  'home.commissions': ['我的委托', 'My commissions'],
  'home.no-commissions': [
    '没有进行中的委托；有公告或委托时会出现在这里。',
    'No commission is running; tenders and engagements appear here.',
  ],
  'home.all-commissions': ['全部委托', 'All commissions'],
} as const;
