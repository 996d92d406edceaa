export * from "../gen/chaukas/spec/server/v1/server_connect.js";
export * from "../gen/chaukas/spec/server/v1/server_pb.js";
