type Bilingual = readonly [zh: string, en: string];

/** Where a project stands: on land outside parks, in a park, on land sold with its standards (标准地), or on what it has (零土地技改). */
export const landStates = ['new-site', 'park', 'standard-land', 'no-new-land'] as const;
/** What the environmental law asks of a project: a report (报告书), a table (报告表) or a registration form (登记表). */
export const environmentalClasses = ['report', 'table', 'registration'] as const;
/** A special project has its fire design reviewed (特殊建设工程); the others file it. */
export const fireClasses = ['special', 'ordinary'] as const;
/** Plain is a warehouse or a standard plant without special processes. */
export const buildingKinds = ['plain', 'other'] as const;
/** Whether promises made to an office were kept, or one is broken and not repaired. */
export const creditStates = ['good', 'broken-promise'] as const;

/** What decides which track a project can have. */
export interface ProjectFacts {
  readonly investmentYuan: number;
  readonly land: (typeof landStates)[number];
  /** the area's evaluations (区域评估) are approved and stand for the project's own */
  readonly hasAreaEvaluation: boolean;
  /** hectares of ground disturbed by the works */
  readonly disturbedHectares: number;
  readonly earthworkCubicMetres: number;
  readonly floorSquareMetres: number;
  readonly building: (typeof buildingKinds)[number];
  /** its industry is on the negative list of commitments: high pollution, energy or risk */
  readonly isOnNegativeList: boolean;
  readonly environment: (typeof environmentalClasses)[number];
  /** tonnes of coal equivalent a year */
  readonly energyTce: number;
  /** capacity of new transformers in kVA; 0 where there is none */
  readonly newTransformerKva: number;
  readonly fire: (typeof fireClasses)[number];
  readonly credit: (typeof creditStates)[number];
  /** the design was worked on before the order (设计前置、模拟审批) */
  readonly isDesignAhead: boolean;
}

interface AboutReason {
  readonly words: Bilingual;
  /** the facts it rests on */
  readonly facts: readonly (keyof ProjectFacts)[];
  /** the rule or practice it rests on */
  readonly basis: Bilingual;
  /** no source settles it, and the slower side was taken */
  readonly isUnsettled?: true;
}

// prettier-ignore
const bases = {
  tracks: ['三档的方案与时限', 'the plans of the three tracks'],
  environment: ['《环境影响评价法》第十六条、第二十二条', 'Environmental Impact Assessment Law, arts. 16 and 22'],
  fire: ['住建部令第51号（2020年）', 'Housing ministry order 51 of 2020'],
  energy: ['浙发改能源〔2019〕532号及县级做法', 'Zhejiang energy rule 532 of 2019 and county practice'],
  soil: ['水土保持方案分类：报告书、报告表的面积与土石方界限', 'classes of soil and water plans by area and earthwork'],
  area: ['园区区域评估：已批园区的项目以登记表代替', 'area evaluation: in an approved park a registration form stands for the plan'],
  commitments: ['告知承诺制及其负面清单（浙政办发〔2017〕119号）', 'commitments and their negative list (Zhejiang office rule 119 of 2017)'],
  conditional: ['容缺受理：失信者修复前不适用', 'conditional acceptance: not for broken promises until repaired'],
  standard: ['标准地+承诺制+代办制：备案至开工13个工作日（金华，2018年）', 'standard land with commitments and agents: 13 working days from record to start (Jinhua, 2018)'],
  small: ['低风险小型项目20个工作日（浙江，2020年）', 'low-risk small projects in 20 working days (Zhejiang, 2020)'],
} as const satisfies Record<string, Bilingual>;

// prettier-ignore
/** Every reason of an advice, with its words, the facts and the rule it rests on. */
export const reasonsOfAdvice = {
  'open-to-all': { words: ['任何项目均可选80天档', 'track 80 takes every project'], facts: [], basis: bases.tracks },
  'nothing-against-50': { words: ['没有妨碍50天档的情形', 'nothing stands against track 50'], facts: ['land', 'environment', 'fire', 'energyTce'], basis: bases.tracks },
  'standard-land': { words: ['标准地，可承诺', 'standard land, with commitments'], facts: ['land'], basis: bases.standard },
  'small-low-risk': { words: ['不超过5000平方米的普通仓库或标准厂房', 'a plain warehouse or standard plant of 5,000 m² at most'], facts: ['floorSquareMetres', 'building', 'environment'], basis: bases.small },
  'no-new-land': { words: ['零土地技改；更短的天数没有依据，按30天', 'works on land it has; no source has fewer days, so 30'], facts: ['land'], basis: bases.tracks, isUnsettled: true },
  'large-investment': { words: ['投资1亿元及以上，缩短天数没有依据，按30天', 'from 100 million yuan no source has fewer days, so 30'], facts: ['investmentYuan'], basis: bases.tracks, isUnsettled: true },
  'county-energy-filing': { words: ['新增变压器400千伏安及以上：到县级窗口作节能承诺备案', 'a new transformer of 400 kVA or more: its energy commitment is filed with the county'], facts: ['newTransformerKva'], basis: bases.energy },
  'small-transformer': { words: ['新增变压器不足400千伏安未有规定，按县级备案', 'no source settles new transformers below 400 kVA: taken as filed with the county'], facts: ['newTransformerKva'], basis: bases.energy, isUnsettled: true },
  'new-site': { words: ['园区外新址，须做全部评价', 'a new site outside parks needs every evaluation'], facts: ['land'], basis: bases.tracks },
  'environmental-report': { words: ['须编环评报告书', 'needs an environmental report'], facts: ['environment'], basis: bases.environment },
  'special-fire-review': { words: ['特殊建设工程，须消防设计审查', 'a special project, whose fire design is reviewed'], facts: ['fire'], basis: bases.fire },
  'full-energy-review': { words: ['年综合能耗3000吨标准煤及以上，须节能审查', '3,000 tonnes of coal equivalent a year or more need a full energy review'], facts: ['energyTce'], basis: bases.energy },
  'negative-list': { words: ['行业在负面清单内，须全部审查，不得承诺', 'the industry is on the negative list: full reviews, no commitments'], facts: ['isOnNegativeList'], basis: bases.commitments },
  'soil-report': { words: ['5公顷或5万立方米及以上且无区域评估，须编水保报告书', 'from 5 hectares or 50,000 m³ without area evaluation a full soil and water plan'], facts: ['disturbedHectares', 'earthworkCubicMetres', 'hasAreaEvaluation'], basis: bases.soil },
  'no-ground-for-30': { words: ['既非标准地、零土地技改，也非低风险小型项目', 'neither standard land, nor land it has, nor a low-risk small project'], facts: ['land', 'floorSquareMetres', 'building', 'environment'], basis: bases.tracks },
  'environmental-table': { words: ['须编环评报告表，且无区域评估可代替', 'needs an environmental table, and no area evaluation stands for it'], facts: ['environment', 'hasAreaEvaluation'], basis: bases.environment },
  'soil-table': { words: ['0.5公顷或1000立方米及以上且无区域评估，须编水保报告表', 'from 0.5 hectares or 1,000 m³ without area evaluation a soil and water table'], facts: ['disturbedHectares', 'earthworkCubicMetres', 'hasAreaEvaluation'], basis: bases.soil },
  'large-site': { words: ['5公顷或5万立方米及以上，可否仅作登记没有依据，按较慢处理', 'from 5 hectares or 50,000 m³ no source lets commitments do: taken as slower'], facts: ['disturbedHectares', 'earthworkCubicMetres'], basis: bases.area, isUnsettled: true },
  'broken-promise': { words: ['失信未修复，不适用承诺与容缺', 'a broken promise bars commitments until it is repaired'], facts: ['credit'], basis: bases.conditional },
  'design-not-ahead': { words: ['设计未前置，而30天档不含方案设计', 'no design before the order, and track 30 has no days for the scheme'], facts: ['isDesignAhead'], basis: bases.tracks },
} as const satisfies Record<string, AboutReason>;
export type AdviceReason = keyof typeof reasonsOfAdvice;
export const adviceReasons = Object.keys(reasonsOfAdvice) as AdviceReason[];

/** What a reason rests on. */
export const aboutReason = (code: AdviceReason): AboutReason => reasonsOfAdvice[code];
