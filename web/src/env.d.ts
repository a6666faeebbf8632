declare module 'maplibre-gl/dist/maplibre-gl-csp' {
  export * from 'maplibre-gl'
  export { default } from 'maplibre-gl'
}
declare module 'maplibre-gl/dist/maplibre-gl-csp-worker?url' {
  const url: string
  export default url
}
