import { describe, expect, it } from 'vitest';
import { isZigfleetError } from '../../../src/common/zigfleet-error.ts';
import { afCommands, indications, zdoCommands } from './mt-commands.ts';
import { decodeFields, encodeFields } from './mt-fields.ts';

describe('decodeFields', () => {
  it('reads AF_DATA_REQUEST', () => {
    const data = Buffer.from('34120101060005001e03010002', 'hex');
    expect(decodeFields(afCommands.dataRequest.request, data)).toEqual({
      networkAddress: 0x1234,
      endpointId: 1,
      sourceEndpointId: 1,
      clusterId: 6,
      transactionId: 5,
      options: 0,
      radius: 30,
      payload: Buffer.from('010002', 'hex'),
    });
  });

  it('reads AF_REGISTER with its two lists', () => {
    const data = Buffer.from('0b0401000400000201050a000200050205', 'hex');
    expect(decodeFields(afCommands.register.request, data)).toMatchObject({
      endpointId: 11,
      profileId: 0x0104,
      deviceId: 0x0400,
      inputClusterIds: [0x0501, 0x000a],
      outputClusterIds: [0x0500, 0x0502],
    });
  });

  it('ignores bytes behind the last field', () => {
    const data = Buffer.from('fcff0a01ffff', 'hex');
    expect(() => decodeFields(zdoCommands.callbackRegister.request, data)).not.toThrow();
  });

  it.each(['', '34', '34120101060005001e04010002'])('refuses data that ends early: %s', (hex) => {
    try {
      decodeFields(afCommands.dataRequest.request, Buffer.from(hex, 'hex'));
      expect.unreachable();
    } catch (error) {
      expect(isZigfleetError(error, 'decode-failed')).toBe(true);
    }
  });
});

describe('encodeFields', () => {
  it('writes ZDO_TC_DEV_IND', () => {
    const data = encodeFields(indications.trustCentreDevice.fields, {
      networkAddress: 0x950a,
      ieeeAddress: '0x00158d0000000001',
      parentAddress: 0,
    });
    expect(data.toString('hex')).toBe('0a9501000000008d15000000');
  });

  it('writes the answer to ZDO_EXT_NWK_INFO', () => {
    const data = encodeFields(zdoCommands.networkInformation.response, {
      networkAddress: 0,
      deviceState: 9,
      panId: 0x1a62,
      parentAddress: 0,
      extendedPanId: '0x00124b00a608c978',
      parentIeeeAddress: '0x0000000000000000',
      channel: 15,
    });
    expect(data.toString('hex')).toBe('000009621a000078c908a6004b120000000000000000000f');
  });

  it('reads back what it writes', () => {
    const values = {
      addressMode: 1,
      address: '0x0000000000000002',
      endpointId: 255,
      panId: 0,
      sourceEndpointId: 1,
      clusterId: 6,
      transactionId: 9,
      options: 0,
      radius: 30,
      payload: Buffer.from('010501', 'hex'),
    };
    const { request } = afCommands.dataRequestExtended;
    expect(decodeFields(request, encodeFields(request, values))).toEqual(values);
  });
});
