import Type from 'typebox';
import { problemDescriptions } from '../problem-descriptions.ts';

const codes = Object.keys(problemDescriptions);

const faultSchema = Type.Object(
  {
    code: Type.Enum(codes, { description: 'What is wrong here.', examples: ['invalid-value'] }),
    trait: Type.Optional(
      Type.String({ description: 'The trait, or the path within it.', examples: ['brightness'] }),
    ),
    field: Type.Optional(
      Type.String({ description: 'The place in the request.', examples: ['body/durationS'] }),
    ),
    expected: Type.String({
      description: 'What would be right.',
      examples: ['a whole number from 0 to 254'],
    }),
  },
  { description: 'One thing that is wrong with the request.' },
);

export const problemSchema = Type.Object(
  {
    type: Type.String({
      format: 'uri-reference',
      description: 'The page that explains the problem.',
      examples: ['/docs/problems#not-found'],
    }),
    title: Type.String({
      description: 'What the code means, always the same.',
      examples: ['No such resource'],
    }),
    status: Type.Integer({ description: 'The HTTP status.', examples: [404] }),
    detail: Type.String({
      description: 'What happened this time, for people.',
      examples: ['There is no such device.'],
    }),
    code: Type.Enum(codes, {
      description: 'By which programs tell problems apart. Stable.',
      examples: ['not-found'],
    }),
    requestId: Type.String({
      description: 'Names the request in the log of the platform.',
      examples: ['req-5f0c2a9be81d-1k'],
    }),
    faults: Type.Optional(
      Type.Array(faultSchema, {
        description: 'Each thing that is wrong with the request.',
        examples: [
          [{ code: 'invalid-value', trait: 'brightness', expected: 'a whole number from 0 to 254' }],
        ],
      }),
    ),
  },
  { description: 'A problem (RFC 9457). Further members may be there.' },
);
