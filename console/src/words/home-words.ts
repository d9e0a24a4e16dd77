export const homeWords = {
  'home.title': ['等您办理', 'What waits for you'],
  'home.empty': ['现在没有等您办理的事项', 'Nothing waits for you now'],
  'home.late': ['已逾期', 'late'],
  'home.due': ['截止', 'due'],
  'home.open': ['查看', 'Open'],
  'home.no-limit': ['没有时限', 'no limit'],
  'home.since': ['自 {{when}}', 'since {{when}}'],
} as const;
