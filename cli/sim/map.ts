import { type Command, Option } from 'commander';
import type { NetworkMap } from '../../simulator/control/network-map.ts';
import { formatTable } from '../../src/common/format-table.ts';
import { clientOf, createControlCommand } from './control-command.ts';

/** `zigfleet sim map`: who hears whom, and over whom frames go. */
export function createCommand(): Command {
  return createControlCommand('map', 'Shows the networks: parents, neighbours with link quality, routes.', [
    'map',
    'map --hub ground-floor',
    'map --dot | dot -Tsvg > map.svg',
    'map --json',
  ])
    .option('--hub <hub>', 'only this one’s network')
    .addOption(new Option('--dot', 'as a graph for Graphviz').default(false).conflicts('json'))
    .action(async (options) => {
      const maps = await clientOf(options).maps(options.hub);
      const text = options.json ? JSON.stringify(maps) : options.dot ? toDot(maps) : describe(maps);
      process.stdout.write(`${text}\n`);
    });
}

function describe(maps: readonly NetworkMap[]): string {
  return maps.map(describeMap).join('\n\n');
}

function describeMap({ hub, running, channel, panId, stations, links, routes, absent }: NetworkMap): string {
  if (!running) return `${hub}: the network is down`;
  // End devices are told beside their parents.
  const sleepers = new Set(stations.filter(({ type }) => type === 'endDevice').map(({ id }) => id));
  const qualityOf = new Map(links.map((link) => [`${link.from} ${link.to}`, link.linkQuality]));
  const neighboursOf = (id: string) =>
    links
      .filter(({ from, to }) => from === id && !sleepers.has(to))
      .map(({ to, linkQuality }) => `${to} ${linkQuality}`)
      .join(', ');
  const rows = stations.map(({ id, type, parent, hops, listening }) => [
    id,
    type,
    parent ?? '',
    parent === null ? '' : String(qualityOf.get(`${id} ${parent}`) ?? ''),
    hops ?? 'no way',
    listening ? neighboursOf(id) : 'silent',
  ]);
  const head = `${hub}: channel ${channel}, PAN 0x${panId?.toString(16).padStart(4, '0')}`;
  const parts = [
    head,
    formatTable(['station', 'type', 'parent', 'link', 'hops', 'neighbours (link quality)'], rows),
  ];
  if (routes.length > 0) {
    const routeRows = routes.map(({ at, destination, nextHop }) => [at, destination, nextHop]);
    parts.push(formatTable(['route at', 'to', 'over'], routeRows));
  }
  if (absent.length > 0) parts.push(`in no network: ${absent.join(', ')}`);
  return parts.join('\n');
}

const shapes = { coordinator: 'doubleoctagon', router: 'box', endDevice: 'ellipse' } as const;

/** Graphviz's language. Coordinators of several hubs are told apart by the hub's name. */
function toDot(maps: readonly NetworkMap[]): string {
  const lines = maps.flatMap(({ hub, stations, links }) => {
    const node = (id: string) => JSON.stringify(id === 'coordinator' ? `${hub} coordinator` : id);
    const edges = links.filter(({ from, to, relationship }) => relationship === 'parent' || from < to);
    return [
      `  subgraph ${JSON.stringify(`cluster_${hub}`)} {`,
      `    label=${JSON.stringify(hub)};`,
      ...stations.map(
        ({ id, type, listening }) =>
          `    ${node(id)} [shape=${shapes[type]}${listening ? '' : ', style=dashed'}];`,
      ),
      ...edges
        .filter(({ relationship }) => relationship !== 'child')
        .map(({ from, to, linkQuality, relationship }) => {
          const style = relationship === 'parent' ? '' : ', style=dotted';
          return `    ${node(from)} -- ${node(to)} [label=${linkQuality}${style}];`;
        }),
      '  }',
    ];
  });
  return ['graph zigbee {', '  overlap=false;', ...lines, '}'].join('\n');
}
