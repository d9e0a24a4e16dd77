/** The languages that everything is said in. */
export type Language = 'zh' | 'en';
