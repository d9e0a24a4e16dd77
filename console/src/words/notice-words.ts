export const noticeWords = {
  'notices.title': ['通知', 'Notices'],
  'notices.unread': ['未读（{{count}}）', 'Unread ({{count}})'],
  'notices.read': ['已读', 'Read before'],
  'notices.mark': ['标为已读', 'Mark as read'],
  'notices.mark-all': ['全部标为已读', 'Mark all as read'],
  'notices.none': ['没有通知', 'There are no notices'],
  'notices.count': ['通知，{{count}} 条未读', 'Notices, {{count}} unread'],
  'notices.older': ['较早的通知', 'Older notices'],
} as const;
