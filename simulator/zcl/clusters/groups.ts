import { defineCluster } from '../cluster.ts';
import { dataTypes } from '../data-types.ts';

/** Groups (ZCL 3.6). */
export const groups = defineCluster(
  0x0004,
  'groups',
  {
    nameSupport: [0x0000, dataTypes.bitmap8, 'r'],
  },
  {
    addGroup: 0x00,
    viewGroup: 0x01,
    getGroupMembership: 0x02,
    removeGroup: 0x03,
    removeAllGroups: 0x04,
    addGroupIfIdentifying: 0x05,
  },
);

export const groupsResponses = {
  addGroupResponse: 0x00,
  viewGroupResponse: 0x01,
  getGroupMembershipResponse: 0x02,
  removeGroupResponse: 0x03,
} as const;
