import { areaList } from '@vant/area-data'
import type { RawRow } from './entry'

/** Not divisions but shelves for what a province administers directly; their children belong to the province. */
const shelves = new Set(['110100', '120100', '310100', '500100', '500200', '419000', '429000', '469000', '659000'])

/** Codes of the package that GB/T 2260 does not know: zones and management committees, districts merged in 2020. */
const notDivisions = new Set(['320112', '320611', '321150', '370634', '632857', '232761', '232762', '232763', '232764'])

/** 东莞, 中山, 儋州, 嘉峪关 have no counties; the package lists towns in their stead. */
const withoutCounties = new Set(['4419', '4420', '4604', '6202'])

/** GB/T 2260 lists 台湾, 香港, 澳门 as one code each. */
const wholeProvinces = new Set(['71', '81', '82'])

/**
 * 行政区划 down to the county as rows `[code, name, parent]` (GB/T 2260, state of 2025).
 * Districts of 直辖市 and counties administered by a province are children of the province.
 */
export function regionRows(): RawRow[] {
  const provinces = Object.entries(areaList.province_list).map(([code, name]): RawRow => [code, name, null])
  const cities = Object.entries(areaList.city_list)
    .filter(([code]) => !wholeProvinces.has(code.slice(0, 2)) && !shelves.has(code))
    .map(([code, name]): RawRow => [code, name, `${code.slice(0, 2)}0000`])
  const counties = Object.entries(areaList.county_list)
    .filter(([code]) => isCounty(code))
    .map(([code, name]): RawRow => [code, name, above(code)])
  return [...provinces, ...cities, ...counties]
}

function isCounty(code: string): boolean {
  if (wholeProvinces.has(code.slice(0, 2)) || withoutCounties.has(code.slice(0, 4)) || notDivisions.has(code))
    return false
  const last = Number(code.slice(4))
  // 71–80 and from 90 on are statistical codes of development zones
  return last <= 70 || (last >= 81 && last < 90)
}

function above(county: string): string {
  const city = `${county.slice(0, 4)}00`
  return shelves.has(city) ? `${county.slice(0, 2)}0000` : city
}
