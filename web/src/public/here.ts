import type { Schemas } from '../api/client'

export type Point = Pick<Schemas['GivenPlace'], 'lon' | 'lat' | 'accuracy_m' | 'coord_sys'>

/** Where the reader stands, when he allows it; browsers tell WGS-84. Nothing is asked until he presses a button. */
export function whereAmI(): Promise<Point> {
  return new Promise((done, fail) => {
    if (!('geolocation' in navigator)) return fail(new Error('no geolocation'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ coord_sys: 'wgs84', lon: coords.longitude, lat: coords.latitude, accuracy_m: coords.accuracy }),
      fail,
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
}
