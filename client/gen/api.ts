// Generated from the platform's OpenAPI document by openapi-typescript. Written by ./dev generate; do not edit.

export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process runs, whatever else is away. Restart the process if it does not.
         *
         *     Needs no token.
         */
        get: operations["readLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the node serve?
         * @description Send a node no requests while it answers 503.
         *
         *     Needs no token.
         */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{commandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a command
         * @description A command and what became of it. Commands are kept for a day after their end.
         *
         *     Permission `commands:read`: owner, admin, member, guest.
         */
        get: operations["readCommand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/commands/{commandId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a command
         * @description Takes back a command that still waits for its hub. One that the hub may have started cannot be cancelled.
         *
         *     Permission `commands:cancel`: owner, admin, member.
         */
        post: operations["cancelCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List devices
         * @description The devices of every home that the token reaches, or of one home, or of one hub.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["listDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a device
         * @description One device: what it is, what it last reported and when, and what was asked of it.
         *
         *     Permission `devices:read`: owner, admin, member, guest.
         */
        get: operations["readDevice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/devices/{ieeeAddress}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set traits of a device
         * @description Makes a command that sets traits. The values are checked against the descriptor of the device first. With `Prefer: wait=N` the answer waits for what the device confirms.
         *
         *     Permission `devices:command`: owner, admin, member, guest.
         */
        post: operations["sendCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events
         * @description What happens in a home, as it happens, as server-sent events. A subscriber that comes back with `Last-Event-ID` misses nothing that the platform still has, and a `gap` event tells when something was lost. Readers that do not keep up are told and dropped.
         *
         *     Permission `events:read`: owner, admin, member, guest.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List hubs
         * @description The hubs of every home that the token reaches, or of one.
         *
         *     Permission `hubs:read`: owner, admin, member, guest.
         */
        get: operations["listHubs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a hub
         * @description One hub.
         *
         *     Permission `hubs:read`: owner, admin, member, guest.
         */
        get: operations["readHub"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/{hubId}/permit-join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let devices join
         * @description Opens the Zigbee network of the hub for a time, for all or through one router. It is a command to the hub, which must be online.
         *
         *     Permission `hubs:permit-join`: owner, admin.
         */
        post: operations["permitJoin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/hubs/claim-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a claim code
         * @description A code with which one hub claims itself into the home until it expires. The home may be left out if the token reaches only one.
         *
         *     Permission `hubs:claim`: owner, admin.
         */
        post: operations["createClaimCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A command and what became of it. */
        Command: {
            /** @description What the hub is asked to do. */
            action: {
                /**
                 * @description How long devices may join, seconds.
                 * @example 60
                 */
                durationS?: number;
                /**
                 * @description Forget the device even if it does not answer.
                 * @example false
                 */
                force?: boolean;
                /**
                 * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
                 * @example 0x00158d00045a1b20
                 */
                ieeeAddress?: string;
                /**
                 * @description The traits to read from the device.
                 * @example [
                 *       "state"
                 *     ]
                 */
                traits?: string[];
                /**
                 * @description What is to be done.
                 * @example setTraits
                 * @enum {unknown}
                 */
                type: "setTraits" | "getTraits" | "permitJoin" | "interviewDevice" | "removeDevice";
                values?: components["schemas"]["TraitValues"];
                /**
                 * @description The router through which devices may join; null for all.
                 * @example null
                 */
                via?: string | null;
            };
            /**
             * Format: date-time
             * @description When it came into its state.
             * @example 2026-01-05T08:30:00.000Z
             */
            changedAt: string;
            /**
             * @description The command.
             * @example cmd-01
             */
            commandId: string;
            /**
             * @description The values that the device confirmed, if it succeeded; null otherwise.
             * @example {
             *       "state": "ON"
             *     }
             */
            confirmed: components["schemas"]["TraitValues"] | null;
            /**
             * Format: date-time
             * @description When it was asked.
             * @example 2026-01-05T08:30:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description The hub does not start it after this.
             * @example 2026-01-05T08:30:00.000Z
             */
            expiresAt: string;
            /**
             * @description Why it failed; null otherwise.
             * @example {
             *       "reason": "no-ack",
             *       "detail": "The device did not acknowledge."
             *     }
             */
            failure: components["schemas"]["CommandFailure"] | null;
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description Who asked.
             * @example account-1
             */
            requestedBy: string;
            /**
             * @description Where it is in its life: queued, sent to the hub, delivered (the hub has it), then exactly one end: succeeded, failed, expired or cancelled.
             * @example succeeded
             * @enum {unknown}
             */
            state: "queued" | "sent" | "delivered" | "succeeded" | "failed" | "expired" | "cancelled";
        };
        /** @description Why a command failed. */
        CommandFailure: {
            /**
             * @description One sentence for people.
             * @example The device did not acknowledge.
             */
            detail: string;
            /**
             * @description A stable word, down to the radio.
             * @example no-ack
             * @enum {unknown}
             */
            reason: "no-ack" | "no-route" | "timeout" | "unsupported" | "invalid-value" | "rejected" | "unknown-device" | "interrupted" | "queue-full" | "radio-down" | "internal";
        };
        /** @description A device: what it is, what it reported, and what was asked of it and not yet confirmed. */
        Device: {
            /**
             * @description Whether the device itself answers, as far as its hub knows.
             * @example true
             */
            available: boolean;
            /** @description What a device is, apart from its values. */
            descriptor: {
                /**
                 * @description What it is, for people.
                 * @example Mi smart plug
                 */
                description: string;
                /**
                 * @description Its part in the Zigbee network.
                 * @example router
                 * @enum {unknown}
                 */
                logicalType: "router" | "endDevice";
                /**
                 * @description What its maker sells it as.
                 * @example ZNCZ02LM
                 */
                model: string;
                /**
                 * @description What the device calls itself.
                 * @example lumi.plug
                 */
                modelId: string;
                /**
                 * @description Where its power comes from.
                 * @example mains
                 * @enum {unknown}
                 */
                powerSource: "mains" | "battery" | "unknown";
                /**
                 * @description Whether it sleeps, so that commands may take until it wakes.
                 * @example false
                 */
                sleepy: boolean;
                /**
                 * @description The version of its firmware.
                 * @example 2018
                 */
                softwareVersion?: string;
                /**
                 * @description Whether the model is a known one; otherwise the traits were derived from its clusters.
                 * @example true
                 */
                supported: boolean;
                /**
                 * @description What it can do and tell.
                 * @example []
                 */
                traits: components["schemas"]["Trait"][];
                /**
                 * @description Its maker.
                 * @example Xiaomi
                 */
                vendor: string;
            };
            /**
             * @description Values by the names of the traits.
             * @example {
             *       "state": "ON"
             *     }
             */
            desired: {
                [key: string]: components["schemas"]["TraitValue"];
            };
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description Whether its hub is connected.
             * @example true
             */
            hubOnline: boolean;
            /**
             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
             * @example 0x00158d00045a1b20
             */
            ieeeAddress: string;
            /**
             * @description When the hub last heard it; null if never.
             * @example 2026-01-05T08:30:00.000Z
             */
            lastSeenAt: string | null;
            /**
             * @description Quality of the last radio link, 0 to 255; null if not known.
             * @example 120
             */
            linkQuality: number | null;
            /**
             * @description What people call it.
             * @example Kettle plug
             */
            name: string;
            /**
             * @description The last reported value of each trait, and when it was observed.
             * @example {
             *       "state": {
             *         "value": "ON",
             *         "observedAt": "2026-01-05T08:30:00.000Z"
             *       }
             *     }
             */
            reported: {
                [key: string]: {
                    /**
                     * Format: date-time
                     * @description When the hub observed it.
                     * @example 2026-01-05T08:30:00.000Z
                     */
                    observedAt: string;
                    value: components["schemas"]["TraitValue"];
                };
            };
            /**
             * @description Grows with every change.
             * @example 17
             */
            version: number;
        };
        /** @description Something that happened in a home: the `data` of an event of the stream. */
        Event: {
            /**
             * @description The command.
             * @example cmd-01
             */
            commandId?: string;
            confirmed?: components["schemas"]["TraitValues"];
            /**
             * @description How many entries a hub has lost.
             * @example 12
             */
            count?: number;
            /**
             * @description Its place in the stream of the home. Opaque.
             * @example 1764000000000-0
             */
            eventId: string;
            failure?: components["schemas"]["CommandFailure"];
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64).
             * @example 0x00158d00045a1b20
             */
            ieeeAddress?: string;
            /**
             * @description Quality of the radio link.
             * @example 120
             */
            linkQuality?: number;
            /**
             * @description Why they were lost.
             * @example journal-full
             */
            reason?: string;
            /**
             * Format: date-time
             * @description When it happened; for reports by the clock of the hub.
             * @example 2026-01-05T08:30:00.000Z
             */
            time: string;
            /**
             * @description What happened.
             * @example traitReported
             * @enum {unknown}
             */
            type: "hubClaimed" | "hubOnline" | "hubOffline" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed";
            values?: components["schemas"]["TraitValues"];
        };
        /** @description Events were lost to this subscriber: the `data` of a `gap` event. Read the devices anew. */
        Gap: {
            /**
             * @description The last event before the gap; null if not known.
             * @example 1764000000000-0
             */
            afterEventId: string | null;
            /**
             * @description The stream no longer has the events, or the reader was too slow for them.
             * @example trimmed
             * @enum {unknown}
             */
            reason: "trimmed" | "slow-reader";
            /**
             * @description The first event after the gap; null if none is known yet.
             * @example 1764000005000-0
             */
            resumedAtEventId: string | null;
        };
        /** @description A hub: the box that has a Zigbee coordinator and speaks to the platform. */
        Hub: {
            /**
             * Format: date-time
             * @description When it came into the home.
             * @example 2026-01-05T08:30:00.000Z
             */
            claimedAt: string;
            /**
             * @description How many devices it has.
             * @example 4
             */
            deviceCount: number;
            /**
             * @description The home.
             * @example home-1
             */
            homeId: string;
            /**
             * @description The hub.
             * @example hub-8f3b2c1d4e5f6071
             */
            hubId: string;
            /**
             * @description What kind of hub it is.
             * @example smart-gateway
             */
            model: string;
            /**
             * @description What people call it.
             * @example Hallway
             */
            name: string;
            /**
             * @description Whether it is connected now.
             * @example true
             */
            online: boolean;
            /**
             * Format: date-time
             * @description When it last came online or went offline.
             * @example 2026-01-05T08:30:00.000Z
             */
            onlineChangedAt: string;
            /**
             * @description The version of its software.
             * @example 0.1.0
             */
            softwareVersion: string;
            /**
             * @description Grows with every change.
             * @example 3
             */
            version: number;
        };
        /** @description A problem (RFC 9457). Further members may be there. */
        Problem: {
            /**
             * @description By which programs tell problems apart. Stable.
             * @example not-found
             * @enum {unknown}
             */
            code: "invalid-request" | "unauthenticated" | "permission-denied" | "pin-required" | "pin-wrong" | "invalid-grant" | "not-found" | "method-not-allowed" | "request-timeout" | "conflict" | "hub-offline" | "precondition-failed" | "payload-too-large" | "headers-too-large" | "unsupported-media-type" | "unknown-trait" | "trait-not-settable" | "invalid-value" | "rate-limited" | "queue-full" | "internal" | "store-unavailable" | "unavailable" | "timeout";
            /**
             * @description What happened this time, for people.
             * @example There is no such device.
             */
            detail: string;
            /**
             * @description Each thing that is wrong with the request.
             * @example [
             *       {
             *         "code": "invalid-value",
             *         "trait": "brightness",
             *         "expected": "a whole number from 0 to 254"
             *       }
             *     ]
             */
            faults?: {
                /**
                 * @description What is wrong here.
                 * @example invalid-value
                 * @enum {unknown}
                 */
                code: "invalid-request" | "unauthenticated" | "permission-denied" | "pin-required" | "pin-wrong" | "invalid-grant" | "not-found" | "method-not-allowed" | "request-timeout" | "conflict" | "hub-offline" | "precondition-failed" | "payload-too-large" | "headers-too-large" | "unsupported-media-type" | "unknown-trait" | "trait-not-settable" | "invalid-value" | "rate-limited" | "queue-full" | "internal" | "store-unavailable" | "unavailable" | "timeout";
                /**
                 * @description What would be right.
                 * @example a whole number from 0 to 254
                 */
                expected: string;
                /**
                 * @description The place in the request.
                 * @example body/durationS
                 */
                field?: string;
                /**
                 * @description The trait, or the path within it.
                 * @example brightness
                 */
                trait?: string;
            }[];
            /**
             * @description Names the request in the log of the platform.
             * @example req-5f0c2a9be81d-1k
             */
            requestId: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description What the code means, always the same.
             * @example No such resource
             */
            title: string;
            /**
             * Format: uri-reference
             * @description The page that explains the problem.
             * @example /docs/problems#not-found
             */
            type: string;
        };
        /** @description A named, typed, united value of a device. */
        Trait: {
            /** @description How it may be used. */
            access: {
                /**
                 * @description The hub may ask the device for it.
                 * @example true
                 */
                gettable: boolean;
                /**
                 * @description The device reports it of itself.
                 * @example true
                 */
                reported: boolean;
                /**
                 * @description A command may set it.
                 * @example true
                 */
                settable: boolean;
            };
            /**
             * @description What it means.
             * @example Brightness of this light
             */
            description?: string;
            /**
             * @description The members of a composite.
             * @example []
             */
            features?: components["schemas"]["Trait"][];
            item?: components["schemas"]["Trait"];
            /**
             * @description Its name for people.
             * @example Brightness
             */
            label?: string;
            /**
             * @description Most elements of a list.
             * @example 10
             */
            lengthMax?: number;
            /**
             * @description Fewest elements of a list.
             * @example 0
             */
            lengthMin?: number;
            /**
             * @description Largest number that may be set.
             * @example 254
             */
            maximum?: number;
            /**
             * @description Smallest number that may be set.
             * @example 0
             */
            minimum?: number;
            /**
             * @description Unique within the device.
             * @example brightness
             */
            name: string;
            /**
             * @description Distance between two settable numbers.
             * @example 1
             */
            step?: number;
            /**
             * @description A word that may be set and swaps the two values.
             * @example TOGGLE
             */
            toggleValue?: string;
            /**
             * @description The type of its values.
             * @example integer
             * @enum {unknown}
             */
            type: "boolean" | "integer" | "number" | "enum" | "text" | "composite" | "list";
            /**
             * @description The unit of the numbers, as people write it.
             * @example °C
             */
            unit?: string;
            /**
             * @description The words of an enum.
             * @example [
             *       "ON",
             *       "OFF"
             *     ]
             */
            values?: string[];
        };
        /**
         * @description A value of a trait; of which type, the descriptor of the device says. Null where it is not known.
         * @example ON
         * @example 21.5
         * @example true
         */
        TraitValue: boolean | number | string | null | Record<string, never> | unknown[];
        /**
         * @description Values by the names of the traits.
         * @example {
         *       "state": "ON"
         *     }
         */
        TraitValues: {
            [key: string]: components["schemas"]["TraitValue"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Always true.
                         * @example true
                         */
                        live: boolean;
                    };
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What keeps it from serving.
                         * @example []
                         */
                        faults: string[];
                        /**
                         * @description Whether the node can serve.
                         * @example true
                         */
                        ready: boolean;
                    };
                };
            };
            /** @description It cannot now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description What keeps it from serving.
                         * @example []
                         */
                        faults: string[];
                        /**
                         * @description Whether the node can serve.
                         * @example true
                         */
                        ready: boolean;
                    };
                };
            };
        };
    };
    readCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The command. */
                commandId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelCommand: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The command. */
                commandId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The command, cancelled. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDevices: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its `nextCursor`. */
                cursor?: string;
                /** @description The home. */
                homeId?: string;
                /** @description The hub. */
                hubId?: string;
                /** @description Most devices of a page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of devices. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The devices of this page.
                         * @example [
                         *       {
                         *         "ieeeAddress": "0x00158d00045a1b20",
                         *         "homeId": "home-1",
                         *         "hubId": "hub-8f3b2c1d4e5f6071",
                         *         "name": "Kitchen lamp",
                         *         "descriptor": {
                         *           "logicalType": "router",
                         *           "powerSource": "mains",
                         *           "modelId": "lumi.light.cwac02",
                         *           "model": "ZNLDP13LM",
                         *           "vendor": "Aqara",
                         *           "description": "T1 smart LED bulb",
                         *           "supported": true,
                         *           "sleepy": false,
                         *           "traits": [
                         *             {
                         *               "type": "enum",
                         *               "name": "state",
                         *               "values": [
                         *                 "ON",
                         *                 "OFF"
                         *               ],
                         *               "toggleValue": "TOGGLE",
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": true,
                         *                 "gettable": true
                         *               }
                         *             },
                         *             {
                         *               "type": "integer",
                         *               "name": "brightness",
                         *               "minimum": 0,
                         *               "maximum": 254,
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": true,
                         *                 "gettable": true
                         *               }
                         *             },
                         *             {
                         *               "type": "composite",
                         *               "name": "color",
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": true,
                         *                 "gettable": true
                         *               },
                         *               "features": [
                         *                 {
                         *                   "type": "number",
                         *                   "name": "x",
                         *                   "minimum": 0,
                         *                   "maximum": 1,
                         *                   "access": {
                         *                     "reported": true,
                         *                     "settable": true,
                         *                     "gettable": true
                         *                   }
                         *                 },
                         *                 {
                         *                   "type": "number",
                         *                   "name": "y",
                         *                   "minimum": 0,
                         *                   "maximum": 1,
                         *                   "access": {
                         *                     "reported": true,
                         *                     "settable": true,
                         *                     "gettable": true
                         *                   }
                         *                 }
                         *               ]
                         *             },
                         *             {
                         *               "type": "number",
                         *               "name": "power",
                         *               "unit": "W",
                         *               "access": {
                         *                 "reported": true,
                         *                 "settable": false,
                         *                 "gettable": false
                         *               }
                         *             }
                         *           ]
                         *         },
                         *         "reported": {
                         *           "state": {
                         *             "value": "OFF",
                         *             "observedAt": "2026-01-05T08:30:00.000Z"
                         *           },
                         *           "brightness": {
                         *             "value": 120,
                         *             "observedAt": "2026-01-05T08:30:00.000Z"
                         *           }
                         *         },
                         *         "desired": {},
                         *         "available": true,
                         *         "hubOnline": true,
                         *         "lastSeenAt": "2026-01-05T08:30:00.000Z",
                         *         "linkQuality": 120,
                         *         "version": 17
                         *       }
                         *     ]
                         */
                        devices: components["schemas"]["Device"][];
                        /**
                         * @description Send it as `cursor` to get the next page; null at the end.
                         * @example null
                         */
                        nextCursor: string | null;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The device. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendCommand: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key from the same account within a day gets the first command back instead of making another. */
                "idempotency-key"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /** @description W3C trace context: the trace goes on through the hub to the device. */
                traceparent?: string;
            };
            path: {
                /** @description The identity of a device: `0x` and 16 hexadecimal digits (IEEE EUI-64). */
                ieeeAddress: string;
            };
            cookie?: never;
        };
        /** @description What the device is to do. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The values that the device is to take, by the names of its traits.
                     * @example {
                     *       "state": "ON"
                     *     }
                     */
                    set: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description How long the command may wait to be started, milliseconds. It never runs later.
                     * @default 60000
                     * @example 60000
                     */
                    ttlMs?: number;
                    /**
                     * @description If the hub is offline: keep the command until `ttlMs` have passed, or refuse it at once.
                     * @default queue
                     * @example queue
                     * @enum {unknown}
                     */
                    whenOffline?: "queue" | "refuse";
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`.
             *
             *     `conflict`: The request contradicts the current state: an idempotency key was used for another request, or a command is past cancelling. Read the resource, then decide.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `unknown-trait`: The device has no trait of this name. `faults` lists those that may be set.
             *
             *     `trait-not-settable`: The device reports this trait but it cannot be set. `faults` says so for each.
             *
             *     `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `queue-full`: The hub has too many commands waiting. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description The home. */
                homeId?: string;
                /** @description Only events of this device. */
                ieeeAddress?: string;
                /** @description As the header `Last-Event-ID`, for clients that cannot send it. */
                lastEventId?: string;
                /** @description Only these types of event; may be given several times. A `gap` is always told. */
                type?: ("hubClaimed" | "hubOnline" | "hubOffline" | "hubEntriesLost" | "deviceJoined" | "deviceUpdated" | "deviceLeft" | "deviceOnline" | "deviceOffline" | "traitReported" | "commandQueued" | "commandExpired" | "commandCancelled" | "commandSucceeded" | "commandFailed")[];
            };
            header?: {
                /** @description Resume after this event. Without it, the stream begins now. */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: Too many requests, or too many open event streams. Wait as long as `Retry-After` says. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHubs: {
        parameters: {
            query?: {
                /** @description The home. */
                homeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hubs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description The hubs.
                         * @example [
                         *       {
                         *         "hubId": "hub-8f3b2c1d4e5f6071",
                         *         "homeId": "home-1",
                         *         "name": "Hallway",
                         *         "model": "smart-gateway",
                         *         "softwareVersion": "0.1.0",
                         *         "online": true,
                         *         "claimedAt": "2026-01-05T08:30:00.000Z",
                         *         "onlineChangedAt": "2026-01-05T08:30:00.000Z",
                         *         "deviceCount": 2,
                         *         "version": 3
                         *       }
                         *     ]
                         */
                        hubs: components["schemas"]["Hub"][];
                    };
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readHub: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hub. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hub"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    permitJoin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The same key from the same account within a day gets the first command back instead of making another.
                 * @example 7d3f6f0e-kitchen-on
                 */
                "idempotency-key"?: string;
                /** @description `wait=N` waits up to N seconds, at most 60, for the end of the command (RFC 7240). */
                prefer?: string;
                /**
                 * @description W3C trace context: the trace goes on through the hub to the device.
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
                 */
                traceparent?: string;
            };
            path: {
                /** @description The hub. */
                hubId: string;
            };
            cookie?: never;
        };
        /** @description How long, and through whom. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How long devices may join, seconds; 0 closes the network.
                     * @default 60
                     * @example 60
                     */
                    durationS?: number;
                    /**
                     * @description The `ieeeAddress` of the one router through which devices may join; null for all.
                     * @default null
                     * @example null
                     */
                    via?: string | null;
                };
            };
        };
        responses: {
            /** @description The command is at its end, whichever that is: see `state`. */
            200: {
                headers: {
                    /** @description The wait that was granted. */
                    "preference-applied"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description The command is not yet at its end. `Location` is where to read it. */
            202: {
                headers: {
                    /** @description Where the command can be read. */
                    location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hub-offline`: The hub is not connected and the request asked not to be queued. Try again later, or send `"whenOffline":"queue"`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid-value`: A value has the wrong type, is out of bounds or not one of the words. `faults` names each trait and what would be right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClaimCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description For which home, and how long. Every member may be left out. */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The home.
                     * @example home-1
                     */
                    homeId?: string;
                    /**
                     * @description How long the code works, seconds.
                     * @default 3600
                     * @example 3600
                     */
                    ttlS?: number;
                };
            };
        };
        responses: {
            /** @description The code. It is told only once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Give it to the hub: `zigfleet hub --claim CODE`. It works once. A secret until then.
                         * @example K7QF-2M9X-T4RD
                         */
                        claimCode: string;
                        /**
                         * Format: date-time
                         * @description It does not work after this.
                         * @example 2026-01-05T08:30:00.000Z
                         */
                        expiresAt: string;
                    };
                };
            };
            /** @description `invalid-request`: The request is not understood: malformed JSON, a missing, unknown or ill-typed field, or a parameter out of its bounds. `faults` names each place and what would be right. Change the request. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated`: No bearer token was sent, or it is unknown, expired or revoked. Send `Authorization: Bearer …` with a valid one. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `permission-denied`: The credential is valid, but its role in the home does not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: There is no such path, or no such home, hub, device or command within reach of this credential. What belongs to others is told apart in no way. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The body is longer than 64 KiB or nested deeper than 16 levels. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be sent as `Content-Type: application/json`. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store-unavailable`: The platform cannot reach its store. Nothing of the request took effect that can be told. Wait as long as `Retry-After` says; send an `Idempotency-Key` so that a command is not executed twice. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
