// What a program that uses the npm client `open311` does, one step after another. The client takes its reader of XML from a place
// npm no longer finds, so only JSON is spoken here.
const Module = require('module')
const load = Module._load
Module._load = (name, ...rest) => (name === 'sparkxml' || name === 'xml2json' ? {} : load(name, ...rest))
const Open311 = require('open311')

const [discovery, apiKey, known] = process.argv.slice(2)
const told = {}
const step = (name, call) => new Promise((done, failed) => call((error, answer) => {
  if (error) return failed(new Error(name + ': ' + error + ' ' + answer))
  told[name] = answer
  done(answer)
}))

async function all () {
  const city = new Open311({ discovery, apiKey, jurisdiction: 'KOTA' })
  await step('discovery', (back) => city.serviceDiscovery({ cache: true }, back))
  await step('services', (back) => city.serviceList(back))
  await step('definition', (back) => city.serviceDefinition('korupsi', back))
  await step('filed', (back) => city.submitRequest({
    service_code: 'lampu-jalan',
    lat: 0.13,
    long: 117.5,
    description: 'Lampu mati di depan pasar',
    attributes: { kerahasiaan: 'terbuka', jenis: 'pengaduan' }
  }, back))
  await step('list', (back) => city.serviceRequests({ status: 'open' }, back))
  await step('one', (back) => city.serviceRequest(known, back))
  await step('several', (back) => city.serviceRequests([known, 'ZZZZ-ZZZZ-Z'], {}, back))
  await step('token', (back) => city.token(known, back))
  console.log(JSON.stringify(told))
}
all().catch((error) => { console.error(error); process.exit(1) })
