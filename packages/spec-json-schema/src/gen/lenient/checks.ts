// @ts-nocheck
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Generated from openapi/chaukas/spec/v1/public.yaml. Do not edit.

var __getOwnPropNames=Object.getOwnPropertyNames;var __commonJS=(cb,mod)=>function(){try{return mod||(0,cb[__getOwnPropNames(cb)[0]])((mod={exports:{}}).exports,mod),mod.
exports}catch(e){throw mod=0,e}};var require_ucs2length=__commonJS({"../../node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports){
"use strict";Object.defineProperty(exports,"__esModule",{value:!0});function ucs2length(str){let len=str.length,length=0,
pos=0,value;for(;pos<len;)length++,value=str.charCodeAt(pos++),value>=55296&&value<=56319&&pos<len&&(value=str.charCodeAt(
pos),(value&64512)===56320&&pos++);return length}exports.default=ucs2length;ucs2length.code='require("ajv/dist/runtime/u\
cs2length").default'}});var AgentHandoff=validate22;var func2=require_ucs2length().default;function validate22(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),
errors++}if(data.from_agent_id===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
from_agent_id"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.to_agent_id===void 0){let err2={instancePath,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"to_agent_id"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err3={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}if(data0!=="agent_handoff"){let err4={instancePath:instancePath+"/kind",schemaPath:"#/properties/kin\
d/const",keyword:"const",params:{allowedValue:"agent_handoff"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}
if(data.from_agent_id!==void 0){let data1=data.from_agent_id;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>
256){let err5={instancePath:instancePath+"/from_agent_id",schemaPath:"#/properties/from_agent_id/maxLength",keyword:"max\
Length",params:{limit:256}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={instancePath:instancePath+
"/from_agent_id",schemaPath:"#/properties/from_agent_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err6]:vErrors.push(err6),errors++}}if(data.from_agent_name!==void 0){let data2=data.from_agent_name;if(typeof data2=="s\
tring"){if(data2.length>256&&func2(data2)>256){let err7={instancePath:instancePath+"/from_agent_name",schemaPath:"#/prop\
erties/from_agent_name/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++}}else{let err8={instancePath:instancePath+"/from_agent_name",schemaPath:"#/properties/from_agent_name/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.to_agent_id!==void 0){let data3=data.
to_agent_id;if(typeof data3=="string"){if(data3.length>256&&func2(data3)>256){let err9={instancePath:instancePath+"/to_a\
gent_id",schemaPath:"#/properties/to_agent_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+"/to_agent_id",schemaPath:"#/properties/to\
_agent_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}if(data.
to_agent_name!==void 0){let data4=data.to_agent_name;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err11={
instancePath:instancePath+"/to_agent_name",schemaPath:"#/properties/to_agent_name/maxLength",keyword:"maxLength",params:{
limit:256}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}else{let err12={instancePath:instancePath+"/to_\
agent_name",schemaPath:"#/properties/to_agent_name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[
err12]:vErrors.push(err12),errors++}}if(data.handoff_data!==void 0){let data5=data.handoff_data;if(!(data5&&typeof data5==
"object"&&!Array.isArray(data5))){let err13={instancePath:instancePath+"/handoff_data",schemaPath:"#/properties/handoff_\
data/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}if(data.reason!==
void 0&&typeof data.reason!="string"){let err14={instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/typ\
e",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}if(data.handoff_type!==
void 0){let data7=data.handoff_type;if(typeof data7=="string"){if(data7.length>256&&func2(data7)>256){let err15={instancePath:instancePath+
"/handoff_type",schemaPath:"#/properties/handoff_type/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err15]:vErrors.push(err15),errors++}}else{let err16={instancePath:instancePath+"/handoff_type",schemaPath:"#/pr\
operties/handoff_type/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}}else{
let err17={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err17]:vErrors.
push(err17),errors++}return validate22.errors=vErrors,errors===0}var Any=validate23;function validate23(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.type_url!==void 0&&typeof data.type_url!="string"){let err0={instancePath:instancePath+
"/type_url",schemaPath:"#/properties/type_url/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}if(data.value!==void 0&&typeof data.value!="string"){let err1={instancePath:instancePath+"/v\
alue",schemaPath:"#/properties/value/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}else{let err2={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?
vErrors=[err2]:vErrors.push(err2),errors++}return validate23.errors=vErrors,errors===0}var Author=validate24,schema9={type:[
"string","integer"]};function validate24(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:schema9.type}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
return validate24.errors=vErrors,errors===0}var Capabilities=validate25;function validate25(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.worm_retention!==void 0&&typeof data.worm_retention!="boolean"){let err0={
instancePath:instancePath+"/worm_retention",schemaPath:"#/properties/worm_retention/type",keyword:"type",params:{type:"b\
oolean"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.audit_proofs!==void 0&&typeof data.audit_proofs!=
"boolean"){let err1={instancePath:instancePath+"/audit_proofs",schemaPath:"#/properties/audit_proofs/type",keyword:"type",
params:{type:"boolean"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.distributed_query!==void 0&&typeof data.
distributed_query!="boolean"){let err2={instancePath:instancePath+"/distributed_query",schemaPath:"#/properties/distribu\
ted_query/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.
rbac!==void 0&&typeof data.rbac!="boolean"){let err3={instancePath:instancePath+"/rbac",schemaPath:"#/properties/rbac/ty\
pe",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data.sso!==void 0&&
typeof data.sso!="boolean"){let err4={instancePath:instancePath+"/sso",schemaPath:"#/properties/sso/type",keyword:"type",
params:{type:"boolean"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(data.policy_decisions!==void 0&&typeof data.
policy_decisions!="boolean"){let err5={instancePath:instancePath+"/policy_decisions",schemaPath:"#/properties/policy_dec\
isions/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(data.data_access_events!==
void 0&&typeof data.data_access_events!="boolean"){let err6={instancePath:instancePath+"/data_access_events",schemaPath:"\
#/properties/data_access_events/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err6]:vErrors.push(
err6),errors++}if(data.supports_batch_ingestion!==void 0&&typeof data.supports_batch_ingestion!="boolean"){let err7={instancePath:instancePath+
"/supports_batch_ingestion",schemaPath:"#/properties/supports_batch_ingestion/type",keyword:"type",params:{type:"boolean"}};
vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data.supports_event_querying!==void 0&&typeof data.supports_event_querying!=
"boolean"){let err8={instancePath:instancePath+"/supports_event_querying",schemaPath:"#/properties/supports_event_queryi\
ng/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}if(data.supports_statistics!==
void 0&&typeof data.supports_statistics!="boolean"){let err9={instancePath:instancePath+"/supports_statistics",schemaPath:"\
#/properties/supports_statistics/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err9]:vErrors.push(
err9),errors++}if(data.max_batch_size!==void 0){let data10=data.max_batch_size;if(!(typeof data10=="number"&&!(data10%1)&&
!isNaN(data10)&&isFinite(data10))){let err10={instancePath:instancePath+"/max_batch_size",schemaPath:"#/properties/max_b\
atch_size/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}if(typeof data10==
"number"&&isFinite(data10)){if(data10>2147483647||isNaN(data10)){let err11={instancePath:instancePath+"/max_batch_size",
schemaPath:"#/properties/max_batch_size/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===
null?vErrors=[err11]:vErrors.push(err11),errors++}if(data10<-2147483648||isNaN(data10)){let err12={instancePath:instancePath+
"/max_batch_size",schemaPath:"#/properties/max_batch_size/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}}}}else{let err13={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}return validate25.errors=vErrors,
errors===0}var CommitmentLeaf=validate26;var pattern0=new RegExp("^$|^[0-9a-f]{32}$","u"),pattern1=new RegExp("^$|^[0-9a-f]{64}$","u");function validate26(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0&&!Array.isArray(data.path)){let err0={instancePath:instancePath+"/path",schemaPath:"\
#/properties/path/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
if(data.salt!==void 0){let data1=data.salt;if(typeof data1=="string"){if(!pattern0.test(data1)){let err1={instancePath:instancePath+
"/salt",schemaPath:"#/properties/salt/pattern",keyword:"pattern",params:{pattern:"^$|^[0-9a-f]{32}$"}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}}else{let err2={instancePath:instancePath+"/salt",schemaPath:"#/properties/salt/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}if(data.digest!==void 0){
let data2=data.digest;if(typeof data2=="string"){if(!pattern1.test(data2)){let err3={instancePath:instancePath+"/digest",
schemaPath:"#/properties/digest/pattern",keyword:"pattern",params:{pattern:"^$|^[0-9a-f]{64}$"}};vErrors===null?vErrors=
[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+"/digest",schemaPath:"#/properties/digest/t\
ype",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}}else{let err5={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}return validate26.
errors=vErrors,errors===0}var CostDetails=validate27;function validate27(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.provider!==void 0){let data0=data.provider;if(typeof data0=="string"){
if(data0.length>256&&func2(data0)>256){let err0={instancePath:instancePath+"/provider",schemaPath:"#/properties/provider\
/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={
instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}}if(data.service!==void 0){let data1=data.service;if(typeof data1=="stri\
ng"){if(data1.length>256&&func2(data1)>256){let err2={instancePath:instancePath+"/service",schemaPath:"#/properties/serv\
ice/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={
instancePath:instancePath+"/service",schemaPath:"#/properties/service/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.input_tokens!==void 0){let data2=data.input_tokens;if(!(typeof data2==
"number"&&!(data2%1)&&!isNaN(data2)&&isFinite(data2))){let err4={instancePath:instancePath+"/input_tokens",schemaPath:"#\
/properties/input_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),
errors++}if(typeof data2=="number"&&isFinite(data2)){if(data2>2147483647||isNaN(data2)){let err5={instancePath:instancePath+
"/input_tokens",schemaPath:"#/properties/input_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(data2<-2147483648||isNaN(data2)){let err6={instancePath:instancePath+
"/input_tokens",schemaPath:"#/properties/input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}}if(data.output_tokens!==void 0){let data3=data.output_tokens;
if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)&&isFinite(data3))){let err7={instancePath:instancePath+"/output_t\
okens",schemaPath:"#/properties/output_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err7]:
vErrors.push(err7),errors++}if(typeof data3=="number"&&isFinite(data3)){if(data3>2147483647||isNaN(data3)){let err8={instancePath:instancePath+
"/output_tokens",schemaPath:"#/properties/output_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}if(data3<-2147483648||isNaN(data3)){let err9={instancePath:instancePath+
"/output_tokens",schemaPath:"#/properties/output_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}}if(data.total_tokens!==void 0){let data4=data.total_tokens;if(!(typeof data4==
"number"&&!(data4%1)&&!isNaN(data4)&&isFinite(data4))){let err10={instancePath:instancePath+"/total_tokens",schemaPath:"\
#/properties/total_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),
errors++}if(typeof data4=="number"&&isFinite(data4)){if(data4>2147483647||isNaN(data4)){let err11={instancePath:instancePath+
"/total_tokens",schemaPath:"#/properties/total_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}if(data4<-2147483648||isNaN(data4)){let err12={instancePath:instancePath+
"/total_tokens",schemaPath:"#/properties/total_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}}}if(data.input_cost!==void 0){let data5=data.input_cost;if(!(typeof data5==
"number"&&isFinite(data5))){let err13={instancePath:instancePath+"/input_cost",schemaPath:"#/properties/input_cost/type",
keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}if(data.output_cost!==
void 0){let data6=data.output_cost;if(!(typeof data6=="number"&&isFinite(data6))){let err14={instancePath:instancePath+"\
/output_cost",schemaPath:"#/properties/output_cost/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[
err14]:vErrors.push(err14),errors++}}if(data.total_cost!==void 0){let data7=data.total_cost;if(!(typeof data7=="number"&&
isFinite(data7))){let err15={instancePath:instancePath+"/total_cost",schemaPath:"#/properties/total_cost/type",keyword:"\
type",params:{type:"number"}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}}if(data.currency!==void 0){let data8=data.
currency;if(typeof data8=="string"){if(data8.length>32&&func2(data8)>32){let err16={instancePath:instancePath+"/currency",
schemaPath:"#/properties/currency/maxLength",keyword:"maxLength",params:{limit:32}};vErrors===null?vErrors=[err16]:vErrors.
push(err16),errors++}}else{let err17={instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}}if(data.input_rate_per_token!==
void 0){let data9=data.input_rate_per_token;if(!(typeof data9=="number"&&isFinite(data9))){let err18={instancePath:instancePath+
"/input_rate_per_token",schemaPath:"#/properties/input_rate_per_token/type",keyword:"type",params:{type:"number"}};vErrors===
null?vErrors=[err18]:vErrors.push(err18),errors++}}if(data.output_rate_per_token!==void 0){let data10=data.output_rate_per_token;
if(!(typeof data10=="number"&&isFinite(data10))){let err19={instancePath:instancePath+"/output_rate_per_token",schemaPath:"\
#/properties/output_rate_per_token/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err19]:vErrors.push(
err19),errors++}}}else{let err20={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?
vErrors=[err20]:vErrors.push(err20),errors++}return validate27.errors=vErrors,errors===0}var DataAccess=validate28;function validate28(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.datasource===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"datasource"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="data_access"){let err3={instancePath:instancePath+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"data_access"}};vErrors===null?vErrors=[err3]:vErrors.push(
err3),errors++}}if(data.datasource!==void 0){let data1=data.datasource;if(typeof data1=="string"){if(data1.length>1024&&
func2(data1)>1024){let err4={instancePath:instancePath+"/datasource",schemaPath:"#/properties/datasource/maxLength",keyword:"\
maxLength",params:{limit:1024}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+
"/datasource",schemaPath:"#/properties/datasource/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err5]:
vErrors.push(err5),errors++}}if(data.document_ids!==void 0){let data2=data.document_ids;if(Array.isArray(data2)){let len0=data2.
length;for(let i0=0;i0<len0;i0++){let data3=data2[i0];if(typeof data3=="string"){if(data3.length>256&&func2(data3)>256){
let err6={instancePath:instancePath+"/document_ids/"+i0,schemaPath:"#/properties/document_ids/items/maxLength",keyword:"\
maxLength",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={instancePath:instancePath+
"/document_ids/"+i0,schemaPath:"#/properties/document_ids/items/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err7]:vErrors.push(err7),errors++}}}else{let err8={instancePath:instancePath+"/document_ids",schemaPath:"#/prop\
erties/document_ids/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}
if(data.chunk_ids!==void 0){let data4=data.chunk_ids;if(Array.isArray(data4)){let len1=data4.length;for(let i1=0;i1<len1;i1++){
let data5=data4[i1];if(typeof data5=="string"){if(data5.length>256&&func2(data5)>256){let err9={instancePath:instancePath+
"/chunk_ids/"+i1,schemaPath:"#/properties/chunk_ids/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+"/chunk_ids/"+i1,schemaPath:"#/pro\
perties/chunk_ids/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),
errors++}}}else{let err11={instancePath:instancePath+"/chunk_ids",schemaPath:"#/properties/chunk_ids/type",keyword:"type",
params:{type:"array"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}if(data.pii_categories!==void 0){let data6=data.
pii_categories;if(Array.isArray(data6)){if(data6.length>256){let err12={instancePath:instancePath+"/pii_categories",schemaPath:"\
#/properties/pii_categories/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===null?vErrors=[err12]:vErrors.push(
err12),errors++}let len2=data6.length;for(let i2=0;i2<len2;i2++){let data7=data6[i2];if(typeof data7=="string"){if(data7.
length>256&&func2(data7)>256){let err13={instancePath:instancePath+"/pii_categories/"+i2,schemaPath:"#/properties/pii_ca\
tegories/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}else{
let err14={instancePath:instancePath+"/pii_categories/"+i2,schemaPath:"#/properties/pii_categories/items/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}}else{let err15={instancePath:instancePath+
"/pii_categories",schemaPath:"#/properties/pii_categories/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=
[err15]:vErrors.push(err15),errors++}}if(data.operation!==void 0){let data8=data.operation;if(typeof data8=="string"){if(data8.
length>256&&func2(data8)>256){let err16={instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/maxLe\
ngth",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}else{let err17={
instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err17]:vErrors.push(err17),errors++}}if(data.query!==void 0&&typeof data.query!="string"){let err18={instancePath:instancePath+
"/query",schemaPath:"#/properties/query/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err18]:vErrors.
push(err18),errors++}if(data.scores!==void 0){let data10=data.scores;if(Array.isArray(data10)){let len3=data10.length;for(let i3=0;i3<
len3;i3++){let data11=data10[i3];if(!(typeof data11=="number"&&isFinite(data11))){let err19={instancePath:instancePath+"\
/scores/"+i3,schemaPath:"#/properties/scores/items/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[
err19]:vErrors.push(err19),errors++}}}else{let err20={instancePath:instancePath+"/scores",schemaPath:"#/properties/score\
s/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}}else{let err21={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),
errors++}return validate28.errors=vErrors,errors===0}var ErrorInfo=validate29;function validate29(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.error_message===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"error_message"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="error_info"){let err3={instancePath:instancePath+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"error_info"}};vErrors===null?vErrors=[err3]:vErrors.push(
err3),errors++}}if(data.error_message!==void 0&&typeof data.error_message!="string"){let err4={instancePath:instancePath+
"/error_message",schemaPath:"#/properties/error_message/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err4]:vErrors.push(err4),errors++}if(data.error_code!==void 0){let data2=data.error_code;if(typeof data2=="string"){if(data2.
length>256&&func2(data2)>256){let err5={instancePath:instancePath+"/error_code",schemaPath:"#/properties/error_code/maxL\
ength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={
instancePath:instancePath+"/error_code",schemaPath:"#/properties/error_code/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.stack_trace!==void 0&&typeof data.stack_trace!="strin\
g"){let err7={instancePath:instancePath+"/stack_trace",schemaPath:"#/properties/stack_trace/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data.recoverable!==void 0&&typeof data.recoverable!=
"boolean"){let err8={instancePath:instancePath+"/recoverable",schemaPath:"#/properties/recoverable/type",keyword:"type",
params:{type:"boolean"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}if(data.recovery_action!==void 0&&typeof data.
recovery_action!="string"){let err9={instancePath:instancePath+"/recovery_action",schemaPath:"#/properties/recovery_acti\
on/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}else{let err10={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),
errors++}return validate29.errors=vErrors,errors===0}var EvaluationResult=validate30;var schema17={type:["string","integer"]};function validate32(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema17.type}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}return validate32.errors=vErrors,errors===0}function validate31(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.id!==void 0){
let data0=data.id;if(typeof data0=="string"){if(data0.length>1024&&func2(data0)>1024){let err0={instancePath:instancePath+
"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err0]:vErrors.
push(err0),errors++}}else{let err1={instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}if(data.kind!==void 0&&(validate32(data.kind,
{instancePath:instancePath+"/kind",parentData:data,parentDataProperty:"kind",rootData})||(vErrors=vErrors===null?validate32.
errors:vErrors.concat(validate32.errors),errors=vErrors.length)),data.name!==void 0){let data2=data.name;if(typeof data2==
"string"){if(data2.length>1024&&func2(data2)>1024){let err2={instancePath:instancePath+"/name",schemaPath:"#/properties/\
name/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}else{
let err3={instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.issuer!==void 0){let data3=data.issuer;if(typeof data3=="string"){
if(data3.length>2048&&func2(data3)>2048){let err4={instancePath:instancePath+"/issuer",schemaPath:"#/properties/issuer/m\
axLength",keyword:"maxLength",params:{limit:2048}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={
instancePath:instancePath+"/issuer",schemaPath:"#/properties/issuer/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.roles!==void 0){let data4=data.roles;if(Array.isArray(data4)){if(data4.
length>256){let err6={instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/maxItems",keyword:"maxItems",params:{
limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}let len0=data4.length;for(let i0=0;i0<len0;i0++){let data5=data4[i0];
if(typeof data5=="string"){if(data5.length>1024&&func2(data5)>1024){let err7={instancePath:instancePath+"/roles/"+i0,schemaPath:"\
#/properties/roles/items/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err7]:vErrors.push(
err7),errors++}}else{let err8={instancePath:instancePath+"/roles/"+i0,schemaPath:"#/properties/roles/items/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}}else{let err9={instancePath:instancePath+
"/roles",schemaPath:"#/properties/roles/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err9]:vErrors.
push(err9),errors++}}}else{let err10={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err10]:vErrors.push(err10),errors++}return validate31.errors=vErrors,errors===0}function validate30(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!=
"string"){let err1={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data0!=="evaluation"){let err2={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"evaluation"}};vErrors===null?vErrors=
[err2]:vErrors.push(err2),errors++}}if(data.name!==void 0){let data1=data.name;if(typeof data1=="string"){if(data1.length>
256&&func2(data1)>256){let err3={instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"max\
Length",params:{limit:256}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+
"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}if(data.score!==void 0){let data2=data.score;if(!(typeof data2=="number"&&isFinite(data2))){let err5={
instancePath:instancePath+"/score",schemaPath:"#/properties/score/type",keyword:"type",params:{type:"number"}};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.label!==void 0){let data3=data.label;if(typeof data3=="string"){
if(data3.length>256&&func2(data3)>256){let err6={instancePath:instancePath+"/label",schemaPath:"#/properties/label/maxLe\
ngth",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={
instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err7]:vErrors.push(err7),errors++}}if(data.explanation!==void 0&&typeof data.explanation!="string"){let err8={
instancePath:instancePath+"/explanation",schemaPath:"#/properties/explanation/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}if(data.evaluator!==void 0&&(validate31(data.evaluator,{instancePath:instancePath+
"/evaluator",parentData:data,parentDataProperty:"evaluator",rootData})||(vErrors=vErrors===null?validate31.errors:vErrors.
concat(validate31.errors),errors=vErrors.length)),data.target_event_id!==void 0){let data6=data.target_event_id;if(typeof data6==
"string"){if(data6.length>256&&func2(data6)>256){let err9={instancePath:instancePath+"/target_event_id",schemaPath:"#/pr\
operties/target_event_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err9]:vErrors.push(err9),
errors++}}else{let err10={instancePath:instancePath+"/target_event_id",schemaPath:"#/properties/target_event_id/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}if(data.target_span_id!==void 0){
let data7=data.target_span_id;if(typeof data7=="string"){if(data7.length>256&&func2(data7)>256){let err11={instancePath:instancePath+
"/target_span_id",schemaPath:"#/properties/target_span_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err11]:vErrors.push(err11),errors++}}else{let err12={instancePath:instancePath+"/target_span_id",schemaPath:"#/\
properties/target_span_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),
errors++}}}else{let err13={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=
[err13]:vErrors.push(err13),errors++}return validate30.errors=vErrors,errors===0}var Event=validate35;var schema19={type:["string","integer"]};function validate36(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema19.type}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}return validate36.errors=vErrors,errors===0}var schema20={type:["string","integer"]};function validate38(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data==
"number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema20.
type}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}return validate38.errors=vErrors,errors===0}var schema21={
type:["string","integer"]};function validate40(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:schema21.type}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
return validate40.errors=vErrors,errors===0}function validate44(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.text===void 0){
let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"text"}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data0!=="message"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/cons\
t",keyword:"const",params:{allowedValue:"message"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.role!==
void 0){let data1=data.role;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err4={instancePath:instancePath+
"/role",schemaPath:"#/properties/role/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}else{let err5={instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.text!==void 0&&typeof data.text!=
"string"){let err6={instancePath:instancePath+"/text",schemaPath:"#/properties/text/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data.metadata!==void 0){let data3=data.metadata;if(!(data3&&
typeof data3=="object"&&!Array.isArray(data3))){let err7={instancePath:instancePath+"/metadata",schemaPath:"#/properties\
/metadata/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}else{
let err8={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.
push(err8),errors++}return validate44.errors=vErrors,errors===0}function validate46(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.name===void 0){
let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"name"}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data0!=="tool_call"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/co\
nst",keyword:"const",params:{allowedValue:"tool_call"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.
id!==void 0){let data1=data.id;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err4={instancePath:instancePath+
"/id",schemaPath:"#/properties/id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}else{let err5={instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.name!==void 0){let data2=data.name;if(typeof data2==
"string"){if(data2.length>256&&func2(data2)>256){let err6={instancePath:instancePath+"/name",schemaPath:"#/properties/na\
me/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={
instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err7]:vErrors.push(err7),errors++}}if(data.arguments!==void 0){let data3=data.arguments;if(!(data3&&typeof data3==
"object"&&!Array.isArray(data3))){let err8={instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/ty\
pe",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.auth_required!==
void 0&&typeof data.auth_required!="boolean"){let err9={instancePath:instancePath+"/auth_required",schemaPath:"#/propert\
ies/auth_required/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}
if(data.function_name!==void 0){let data5=data.function_name;if(typeof data5=="string"){if(data5.length>256&&func2(data5)>
256){let err10={instancePath:instancePath+"/function_name",schemaPath:"#/properties/function_name/maxLength",keyword:"ma\
xLength",params:{limit:256}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}else{let err11={instancePath:instancePath+
"/function_name",schemaPath:"#/properties/function_name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err11]:vErrors.push(err11),errors++}}if(data.tool_type!==void 0){let data6=data.tool_type;if(typeof data6=="string"){if(data6.
length>256&&func2(data6)>256){let err12={instancePath:instancePath+"/tool_type",schemaPath:"#/properties/tool_type/maxLe\
ngth",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}}else{let err13={
instancePath:instancePath+"/tool_type",schemaPath:"#/properties/tool_type/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err13]:vErrors.push(err13),errors++}}}else{let err14={instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}return validate46.errors=vErrors,errors===0}function validate48(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.tool_call_id===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"tool_call_id"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="tool_response"){let err3={instancePath:instancePath+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"tool_response"}};vErrors===null?vErrors=[err3]:vErrors.push(
err3),errors++}}if(data.tool_call_id!==void 0){let data1=data.tool_call_id;if(typeof data1=="string"){if(data1.length>256&&
func2(data1)>256){let err4={instancePath:instancePath+"/tool_call_id",schemaPath:"#/properties/tool_call_id/maxLength",keyword:"\
maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+
"/tool_call_id",schemaPath:"#/properties/tool_call_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err5]:vErrors.push(err5),errors++}}if(data.output!==void 0){let data2=data.output;if(!(data2&&typeof data2=="object"&&!Array.
isArray(data2))){let err6={instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.error_message!==void 0&&typeof data.error_message!=
"string"){let err7={instancePath:instancePath+"/error_message",schemaPath:"#/properties/error_message/type",keyword:"typ\
e",params:{type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data.execution_time_ms!==void 0){
let data4=data.execution_time_ms;if(!(typeof data4=="number"&&isFinite(data4))){let err8={instancePath:instancePath+"/ex\
ecution_time_ms",schemaPath:"#/properties/execution_time_ms/type",keyword:"type",params:{type:"number"}};vErrors===null?
vErrors=[err8]:vErrors.push(err8),errors++}}if(data.http_status!==void 0){let data5=data.http_status;if(!(typeof data5==
"number"&&!(data5%1)&&!isNaN(data5)&&isFinite(data5))){let err9={instancePath:instancePath+"/http_status",schemaPath:"#/\
properties/http_status/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}
if(typeof data5=="number"&&isFinite(data5)){if(data5>2147483647||isNaN(data5)){let err10={instancePath:instancePath+"/ht\
tp_status",schemaPath:"#/properties/http_status/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===
null?vErrors=[err10]:vErrors.push(err10),errors++}if(data5<-2147483648||isNaN(data5)){let err11={instancePath:instancePath+
"/http_status",schemaPath:"#/properties/http_status/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}}}else{let err12={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}return validate48.errors=vErrors,
errors===0}var formats0=/^(?:(?!0000)\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][48]|[13579][26]|[2468]0)00)-02-29)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
function validate50(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.provider===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"provider"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.model===void 0){let err2={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"model"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.kind!==void 0){
let data0=data.kind;if(typeof data0!="string"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind\
/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data0!=="llm_\
invocation"){let err4={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"\
llm_invocation"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.provider!==void 0){let data1=data.provider;
if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err5={instancePath:instancePath+"/provider",schemaPath:"\
#/properties/provider/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err5]:vErrors.push(err5),
errors++}}else{let err6={instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.model!==void 0){let data2=data.model;
if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err7={instancePath:instancePath+"/model",schemaPath:"\
#/properties/model/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{
let err8={instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.request!==void 0){let data3=data.request;if(!(data3&&
typeof data3=="object"&&!Array.isArray(data3))){let err9={instancePath:instancePath+"/request",schemaPath:"#/properties/\
request/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}if(data.
response!==void 0){let data4=data.response;if(!(data4&&typeof data4=="object"&&!Array.isArray(data4))){let err10={instancePath:instancePath+
"/response",schemaPath:"#/properties/response/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err10]:
vErrors.push(err10),errors++}}if(data.prompt_tokens!==void 0){let data5=data.prompt_tokens;if(!(typeof data5=="number"&&
!(data5%1)&&!isNaN(data5)&&isFinite(data5))){let err11={instancePath:instancePath+"/prompt_tokens",schemaPath:"#/propert\
ies/prompt_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}
if(typeof data5=="number"&&isFinite(data5)){if(data5>2147483647||isNaN(data5)){let err12={instancePath:instancePath+"/pr\
ompt_tokens",schemaPath:"#/properties/prompt_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}if(data5<-2147483648||isNaN(data5)){let err13={instancePath:instancePath+
"/prompt_tokens",schemaPath:"#/properties/prompt_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}}if(data.completion_tokens!==void 0){let data6=data.completion_tokens;
if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6)&&isFinite(data6))){let err14={instancePath:instancePath+"/complet\
ion_tokens",schemaPath:"#/properties/completion_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err14]:vErrors.push(err14),errors++}if(typeof data6=="number"&&isFinite(data6)){if(data6>2147483647||isNaN(data6)){let err15={
instancePath:instancePath+"/completion_tokens",schemaPath:"#/properties/completion_tokens/maximum",keyword:"maximum",params:{
comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}if(data6<-2147483648||isNaN(
data6)){let err16={instancePath:instancePath+"/completion_tokens",schemaPath:"#/properties/completion_tokens/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}}if(data.
total_tokens!==void 0){let data7=data.total_tokens;if(!(typeof data7=="number"&&!(data7%1)&&!isNaN(data7)&&isFinite(data7))){
let err17={instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_tokens/type",keyword:"type",params:{
type:"integer"}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}if(typeof data7=="number"&&isFinite(data7)){
if(data7>2147483647||isNaN(data7)){let err18={instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_t\
okens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err18]:vErrors.push(
err18),errors++}if(data7<-2147483648||isNaN(data7)){let err19={instancePath:instancePath+"/total_tokens",schemaPath:"#/p\
roperties/total_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err19]:
vErrors.push(err19),errors++}}}if(data.temperature!==void 0){let data8=data.temperature;if(!(typeof data8=="number"&&isFinite(
data8))){let err20={instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{
type:"number"}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}if(data.max_tokens!==void 0){let data9=data.
max_tokens;if(!(typeof data9=="number"&&!(data9%1)&&!isNaN(data9)&&isFinite(data9))){let err21={instancePath:instancePath+
"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[
err21]:vErrors.push(err21),errors++}if(typeof data9=="number"&&isFinite(data9)){if(data9>2147483647||isNaN(data9)){let err22={
instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}if(data9<-2147483648||isNaN(data9)){let err23={
instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-2147483648}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}}}if(data.top_p!==void 0){let data10=data.
top_p;if(!(typeof data10=="number"&&isFinite(data10))){let err24={instancePath:instancePath+"/top_p",schemaPath:"#/prope\
rties/top_p/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}}if(data.
frequency_penalty!==void 0){let data11=data.frequency_penalty;if(!(typeof data11=="number"&&isFinite(data11))){let err25={
instancePath:instancePath+"/frequency_penalty",schemaPath:"#/properties/frequency_penalty/type",keyword:"type",params:{type:"\
number"}};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}if(data.presence_penalty!==void 0){let data12=data.
presence_penalty;if(!(typeof data12=="number"&&isFinite(data12))){let err26={instancePath:instancePath+"/presence_penalt\
y",schemaPath:"#/properties/presence_penalty/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err26]:
vErrors.push(err26),errors++}}if(data.start_time!==void 0){let data13=data.start_time;if(typeof data13=="string"){if(!formats0.
test(data13)){let err27={instancePath:instancePath+"/start_time",schemaPath:"#/properties/start_time/format",keyword:"fo\
rmat",params:{format:"date-time"}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}}else{let err28={instancePath:instancePath+
"/start_time",schemaPath:"#/properties/start_time/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err28]:
vErrors.push(err28),errors++}}if(data.end_time!==void 0){let data14=data.end_time;if(typeof data14=="string"){if(!formats0.
test(data14)){let err29={instancePath:instancePath+"/end_time",schemaPath:"#/properties/end_time/format",keyword:"format",
params:{format:"date-time"}};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}else{let err30={instancePath:instancePath+
"/end_time",schemaPath:"#/properties/end_time/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err30]:
vErrors.push(err30),errors++}}if(data.duration_ms!==void 0){let data15=data.duration_ms;if(!(typeof data15=="number"&&isFinite(
data15))){let err31={instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",keyword:"type",
params:{type:"number"}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}}if(data.finish_reason!==void 0){let data16=data.
finish_reason;if(typeof data16=="string"){if(data16.length>256&&func2(data16)>256){let err32={instancePath:instancePath+
"/finish_reason",schemaPath:"#/properties/finish_reason/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err32]:vErrors.push(err32),errors++}}else{let err33={instancePath:instancePath+"/finish_reason",schemaPath:"#/p\
roperties/finish_reason/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err33]:vErrors.push(err33),
errors++}}if(data.response_model!==void 0){let data17=data.response_model;if(typeof data17=="string"){if(data17.length>256&&
func2(data17)>256){let err34={instancePath:instancePath+"/response_model",schemaPath:"#/properties/response_model/maxLen\
gth",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}}else{let err35={
instancePath:instancePath+"/response_model",schemaPath:"#/properties/response_model/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}}if(data.cached_input_tokens!==void 0){let data18=data.
cached_input_tokens;if(!(typeof data18=="number"&&!(data18%1)&&!isNaN(data18)&&isFinite(data18))){let err36={instancePath:instancePath+
"/cached_input_tokens",schemaPath:"#/properties/cached_input_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===
null?vErrors=[err36]:vErrors.push(err36),errors++}if(typeof data18=="number"&&isFinite(data18)){if(data18>2147483647||isNaN(
data18)){let err37={instancePath:instancePath+"/cached_input_tokens",schemaPath:"#/properties/cached_input_tokens/maximu\
m",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}
if(data18<-2147483648||isNaN(data18)){let err38={instancePath:instancePath+"/cached_input_tokens",schemaPath:"#/properti\
es/cached_input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err38]:
vErrors.push(err38),errors++}}}if(data.cache_write_input_tokens!==void 0){let data19=data.cache_write_input_tokens;if(!(typeof data19==
"number"&&!(data19%1)&&!isNaN(data19)&&isFinite(data19))){let err39={instancePath:instancePath+"/cache_write_input_token\
s",schemaPath:"#/properties/cache_write_input_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err39]:vErrors.push(err39),errors++}if(typeof data19=="number"&&isFinite(data19)){if(data19>2147483647||isNaN(data19)){
let err40={instancePath:instancePath+"/cache_write_input_tokens",schemaPath:"#/properties/cache_write_input_tokens/maxim\
um",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}
if(data19<-2147483648||isNaN(data19)){let err41={instancePath:instancePath+"/cache_write_input_tokens",schemaPath:"#/pro\
perties/cache_write_input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=
[err41]:vErrors.push(err41),errors++}}}if(data.reasoning_tokens!==void 0){let data20=data.reasoning_tokens;if(!(typeof data20==
"number"&&!(data20%1)&&!isNaN(data20)&&isFinite(data20))){let err42={instancePath:instancePath+"/reasoning_tokens",schemaPath:"\
#/properties/reasoning_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err42]:vErrors.push(
err42),errors++}if(typeof data20=="number"&&isFinite(data20)){if(data20>2147483647||isNaN(data20)){let err43={instancePath:instancePath+
"/reasoning_tokens",schemaPath:"#/properties/reasoning_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err43]:vErrors.push(err43),errors++}if(data20<-2147483648||isNaN(data20)){let err44={instancePath:instancePath+
"/reasoning_tokens",schemaPath:"#/properties/reasoning_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err44]:vErrors.push(err44),errors++}}}if(data.top_k!==void 0){let data21=data.top_k;if(!(typeof data21==
"number"&&isFinite(data21))){let err45={instancePath:instancePath+"/top_k",schemaPath:"#/properties/top_k/type",keyword:"\
type",params:{type:"number"}};vErrors===null?vErrors=[err45]:vErrors.push(err45),errors++}}if(data.seed!==void 0){let data22=data.
seed;if(!(typeof data22=="number"&&!(data22%1)&&!isNaN(data22)&&isFinite(data22))){let err46={instancePath:instancePath+
"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err46]:vErrors.
push(err46),errors++}if(typeof data22=="number"&&isFinite(data22)){if(data22>9007199254740991||isNaN(data22)){let err47={
instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err47]:vErrors.push(err47),errors++}if(data22<-9007199254740991||isNaN(data22)){let err48={instancePath:instancePath+
"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===
null?vErrors=[err48]:vErrors.push(err48),errors++}}}if(data.stop_sequences!==void 0){let data23=data.stop_sequences;if(Array.
isArray(data23)){let len0=data23.length;for(let i0=0;i0<len0;i0++){let data24=data23[i0];if(typeof data24=="string"){if(data24.
length>1024&&func2(data24)>1024){let err49={instancePath:instancePath+"/stop_sequences/"+i0,schemaPath:"#/properties/sto\
p_sequences/items/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err49]:vErrors.push(err49),
errors++}}else{let err50={instancePath:instancePath+"/stop_sequences/"+i0,schemaPath:"#/properties/stop_sequences/items/\
type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err50]:vErrors.push(err50),errors++}}}else{let err51={
instancePath:instancePath+"/stop_sequences",schemaPath:"#/properties/stop_sequences/type",keyword:"type",params:{type:"a\
rray"}};vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}}if(data.choice_count!==void 0){let data25=data.choice_count;
if(!(typeof data25=="number"&&!(data25%1)&&!isNaN(data25)&&isFinite(data25))){let err52={instancePath:instancePath+"/cho\
ice_count",schemaPath:"#/properties/choice_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err52]:
vErrors.push(err52),errors++}if(typeof data25=="number"&&isFinite(data25)){if(data25>2147483647||isNaN(data25)){let err53={
instancePath:instancePath+"/choice_count",schemaPath:"#/properties/choice_count/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err53]:vErrors.push(err53),errors++}if(data25<-2147483648||isNaN(data25)){
let err54={instancePath:instancePath+"/choice_count",schemaPath:"#/properties/choice_count/minimum",keyword:"minimum",params:{
comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err54]:vErrors.push(err54),errors++}}}if(data.time_to_first_token_ms!==
void 0){let data26=data.time_to_first_token_ms;if(!(typeof data26=="number"&&isFinite(data26))){let err55={instancePath:instancePath+
"/time_to_first_token_ms",schemaPath:"#/properties/time_to_first_token_ms/type",keyword:"type",params:{type:"number"}};vErrors===
null?vErrors=[err55]:vErrors.push(err55),errors++}}}else{let err56={instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err56]:vErrors.push(err56),errors++}return validate50.errors=vErrors,errors===0}function validate52(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.policy_id===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"policy_id"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.outcome===void 0){let err2={instancePath,schemaPath:"#/required",
keyword:"required",params:{missingProperty:"outcome"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.
kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/\
properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data0!==
"policy_decision"){let err4={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{
allowedValue:"policy_decision"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.policy_id!==void 0){
let data1=data.policy_id;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err5={instancePath:instancePath+
"/policy_id",schemaPath:"#/properties/policy_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err5]:vErrors.push(err5),errors++}}else{let err6={instancePath:instancePath+"/policy_id",schemaPath:"#/properties/polic\
y_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.outcome!==
void 0){let data2=data.outcome;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err7={instancePath:instancePath+
"/outcome",schemaPath:"#/properties/outcome/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err7]:
vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.rule_ids!==void 0){
let data3=data.rule_ids;if(Array.isArray(data3)){let len0=data3.length;for(let i0=0;i0<len0;i0++){let data4=data3[i0];if(typeof data4==
"string"){if(data4.length>256&&func2(data4)>256){let err9={instancePath:instancePath+"/rule_ids/"+i0,schemaPath:"#/prope\
rties/rule_ids/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err9]:vErrors.push(err9),
errors++}}else{let err10={instancePath:instancePath+"/rule_ids/"+i0,schemaPath:"#/properties/rule_ids/items/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}}else{let err11={instancePath:instancePath+
"/rule_ids",schemaPath:"#/properties/rule_ids/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err11]:
vErrors.push(err11),errors++}}if(data.rationale!==void 0&&typeof data.rationale!="string"){let err12={instancePath:instancePath+
"/rationale",schemaPath:"#/properties/rationale/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err12]:
vErrors.push(err12),errors++}if(data.policy_version!==void 0){let data6=data.policy_version;if(typeof data6=="string"){if(data6.
length>256&&func2(data6)>256){let err13={instancePath:instancePath+"/policy_version",schemaPath:"#/properties/policy_ver\
sion/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}else{
let err14={instancePath:instancePath+"/policy_version",schemaPath:"#/properties/policy_version/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}if(data.approver!==void 0&&(validate31(data.
approver,{instancePath:instancePath+"/approver",parentData:data,parentDataProperty:"approver",rootData})||(vErrors=vErrors===
null?validate31.errors:vErrors.concat(validate31.errors),errors=vErrors.length)),data.target_span_id!==void 0){let data8=data.
target_span_id;if(typeof data8=="string"){if(data8.length>256&&func2(data8)>256){let err15={instancePath:instancePath+"/\
target_span_id",schemaPath:"#/properties/target_span_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err15]:vErrors.push(err15),errors++}}else{let err16={instancePath:instancePath+"/target_span_id",schemaPath:"#/\
properties/target_span_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err16]:vErrors.push(err16),
errors++}}if(data.enforced!==void 0&&typeof data.enforced!="boolean"){let err17={instancePath:instancePath+"/enforced",schemaPath:"\
#/properties/enforced/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}}else{
let err18={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err18]:vErrors.
push(err18),errors++}return validate52.errors=vErrors,errors===0}function validate56(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.state===void 0){
let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"state"}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data0!=="state_update"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind\
/const",keyword:"const",params:{allowedValue:"state_update"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}
if(data.state!==void 0){let data1=data.state;if(!(data1&&typeof data1=="object"&&!Array.isArray(data1))){let err4={instancePath:instancePath+
"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}}else{let err5={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?
vErrors=[err5]:vErrors.push(err5),errors++}return validate56.errors=vErrors,errors===0}function validate60(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.server_name===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"server_name"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.operation===void 0){let err2={instancePath,schemaPath:"#/require\
d",keyword:"required",params:{missingProperty:"operation"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.
kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/\
properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data0!==
"mcp_call"){let err4={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"\
mcp_call"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.server_name!==void 0){let data1=data.server_name;
if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err5={instancePath:instancePath+"/server_name",schemaPath:"\
#/properties/server_name/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err5]:vErrors.push(err5),
errors++}}else{let err6={instancePath:instancePath+"/server_name",schemaPath:"#/properties/server_name/type",keyword:"ty\
pe",params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.server_url!==void 0){let data2=data.
server_url;if(typeof data2=="string"){if(data2.length>2048&&func2(data2)>2048){let err7={instancePath:instancePath+"/ser\
ver_url",schemaPath:"#/properties/server_url/maxLength",keyword:"maxLength",params:{limit:2048}};vErrors===null?vErrors=
[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/server_url",schemaPath:"#/properties/serv\
er_url/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.operation!==
void 0){let data3=data.operation;if(typeof data3=="string"){if(data3.length>256&&func2(data3)>256){let err9={instancePath:instancePath+
"/operation",schemaPath:"#/properties/operation/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+"/operation",schemaPath:"#/properties/oper\
ation/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}if(data.
method!==void 0){let data4=data.method;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err11={instancePath:instancePath+
"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err11]:
vErrors.push(err11),errors++}}else{let err12={instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}}if(data.request!==void 0){
let data5=data.request;if(!(data5&&typeof data5=="object"&&!Array.isArray(data5))){let err13={instancePath:instancePath+
"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err13]:
vErrors.push(err13),errors++}}if(data.response!==void 0){let data6=data.response;if(!(data6&&typeof data6=="object"&&!Array.
isArray(data6))){let err14={instancePath:instancePath+"/response",schemaPath:"#/properties/response/type",keyword:"type",
params:{type:"object"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}if(data.protocol_version!==void 0){
let data7=data.protocol_version;if(typeof data7=="string"){if(data7.length>256&&func2(data7)>256){let err15={instancePath:instancePath+
"/protocol_version",schemaPath:"#/properties/protocol_version/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===
null?vErrors=[err15]:vErrors.push(err15),errors++}}else{let err16={instancePath:instancePath+"/protocol_version",schemaPath:"\
#/properties/protocol_version/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err16]:vErrors.push(err16),
errors++}}if(data.execution_time_ms!==void 0){let data8=data.execution_time_ms;if(!(typeof data8=="number"&&isFinite(data8))){
let err17={instancePath:instancePath+"/execution_time_ms",schemaPath:"#/properties/execution_time_ms/type",keyword:"type",
params:{type:"number"}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}}if(data.session_id!==void 0){let data9=data.
session_id;if(typeof data9=="string"){if(data9.length>4096&&func2(data9)>4096){let err18={instancePath:instancePath+"/se\
ssion_id",schemaPath:"#/properties/session_id/maxLength",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=
[err18]:vErrors.push(err18),errors++}}else{let err19={instancePath:instancePath+"/session_id",schemaPath:"#/properties/s\
ession_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}}if(data.
request_id!==void 0){let data10=data.request_id;if(typeof data10=="string"){if(data10.length>256&&func2(data10)>256){let err20={
instancePath:instancePath+"/request_id",schemaPath:"#/properties/request_id/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}else{let err21={instancePath:instancePath+"/request_id",schemaPath:"\
#/properties/request_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),
errors++}}}else{let err22={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=
[err22]:vErrors.push(err22),errors++}return validate60.errors=vErrors,errors===0}function validate63(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.event_id===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"event_id"}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.ordinal===void 0){let err2={instancePath,schemaPath:"#/required",
keyword:"required",params:{missingProperty:"ordinal"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.
fields===void 0){let err3={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"fields"}};vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++}if(data.method===void 0){let err4={instancePath,schemaPath:"#/required",
keyword:"required",params:{missingProperty:"method"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(data.
erased===void 0){let err5={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"erased"}};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}if(data.shown_hash===void 0){let err6={instancePath,schemaPath:"#/requir\
ed",keyword:"required",params:{missingProperty:"shown_hash"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}
if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err7={instancePath:instancePath+"/kind",schemaPath:"\
#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}
if(data0!=="redaction_record"){let err8={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"\
const",params:{allowedValue:"redaction_record"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.event_id!==
void 0){let data1=data.event_id;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err9={instancePath:instancePath+
"/event_id",schemaPath:"#/properties/event_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+"/event_id",schemaPath:"#/properties/event\
_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}if(data.sequence!==
void 0){let data2=data.sequence;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)&&isFinite(data2))){let err11={instancePath:instancePath+
"/sequence",schemaPath:"#/properties/sequence/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err11]:
vErrors.push(err11),errors++}if(typeof data2=="number"&&isFinite(data2)){if(data2>9007199254740991||isNaN(data2)){let err12={
instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/maximum",keyword:"maximum",params:{comparison:"<\
=",limit:9007199254740991}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}if(data2<0||isNaN(data2)){let err13={
instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/minimum",keyword:"minimum",params:{comparison:">\
=",limit:0}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}}if(data.ordinal!==void 0){let data3=data.ordinal;
if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)&&isFinite(data3))){let err14={instancePath:instancePath+"/ordinal",
schemaPath:"#/properties/ordinal/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err14]:vErrors.push(
err14),errors++}if(typeof data3=="number"&&isFinite(data3)){if(data3>2147483647||isNaN(data3)){let err15={instancePath:instancePath+
"/ordinal",schemaPath:"#/properties/ordinal/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===
null?vErrors=[err15]:vErrors.push(err15),errors++}if(data3<0||isNaN(data3)){let err16={instancePath:instancePath+"/ordin\
al",schemaPath:"#/properties/ordinal/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};vErrors===null?vErrors=
[err16]:vErrors.push(err16),errors++}}}if(data.fields!==void 0){let data4=data.fields;if(Array.isArray(data4)){if(data4.
length>256){let err17={instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/maxItems",keyword:"maxItems",
params:{limit:256}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}let len0=data4.length;for(let i0=0;i0<len0;i0++){
let data5=data4[i0];if(typeof data5=="string"){if(data5.length<1){let err18={instancePath:instancePath+"/fields/"+i0,schemaPath:"\
#/properties/fields/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err18]:vErrors.push(err18),
errors++}if(data5.length>4096&&func2(data5)>4096){let err19={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/prope\
rties/fields/items/maxLength",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=[err19]:vErrors.push(err19),
errors++}}else{let err20={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/fields/items/type",keyword:"t\
ype",params:{type:"string"}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}}else{let err21={instancePath:instancePath+
"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err21]:vErrors.
push(err21),errors++}}if(data.method!==void 0){let data6=data.method;if(typeof data6=="string"){if(data6.length>256&&func2(
data6)>256){let err22={instancePath:instancePath+"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",
params:{limit:256}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}}else{let err23={instancePath:instancePath+
"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err23]:vErrors.
push(err23),errors++}}if(data.salt_id!==void 0){let data7=data.salt_id;if(typeof data7=="string"){if(data7.length>256&&func2(
data7)>256){let err24={instancePath:instancePath+"/salt_id",schemaPath:"#/properties/salt_id/maxLength",keyword:"maxLeng\
th",params:{limit:256}};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}}else{let err25={instancePath:instancePath+
"/salt_id",schemaPath:"#/properties/salt_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err25]:
vErrors.push(err25),errors++}}if(data.erased!==void 0){let data8=data.erased;if(Array.isArray(data8)){let len1=data8.length;
for(let i1=0;i1<len1;i1++){let data9=data8[i1];if(!(typeof data9=="number"&&!(data9%1)&&!isNaN(data9)&&isFinite(data9))){
let err26={instancePath:instancePath+"/erased/"+i1,schemaPath:"#/properties/erased/items/type",keyword:"type",params:{type:"\
integer"}};vErrors===null?vErrors=[err26]:vErrors.push(err26),errors++}if(typeof data9=="number"&&isFinite(data9)){if(data9>
9007199254740991||isNaN(data9)){let err27={instancePath:instancePath+"/erased/"+i1,schemaPath:"#/properties/erased/items\
/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err27]:vErrors.push(
err27),errors++}if(data9<0||isNaN(data9)){let err28={instancePath:instancePath+"/erased/"+i1,schemaPath:"#/properties/er\
ased/items/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};vErrors===null?vErrors=[err28]:vErrors.push(err28),
errors++}}}}else{let err29={instancePath:instancePath+"/erased",schemaPath:"#/properties/erased/type",keyword:"type",params:{
type:"array"}};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}if(data.shown_hash!==void 0){let data10=data.
shown_hash;if(typeof data10=="string"){if(!pattern1.test(data10)){let err30={instancePath:instancePath+"/shown_hash",schemaPath:"\
#/properties/shown_hash/pattern",keyword:"pattern",params:{pattern:"^$|^[0-9a-f]{64}$"}};vErrors===null?vErrors=[err30]:
vErrors.push(err30),errors++}}else{let err31={instancePath:instancePath+"/shown_hash",schemaPath:"#/properties/shown_has\
h/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}}if(data.reason!==
void 0){let data11=data.reason;if(typeof data11=="string"){if(data11.length>1024&&func2(data11)>1024){let err32={instancePath:instancePath+
"/reason",schemaPath:"#/properties/reason/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err32]:
vErrors.push(err32),errors++}}else{let err33={instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err33]:vErrors.push(err33),errors++}}if(data.requested_by!==
void 0){let data12=data.requested_by;if(typeof data12=="string"){if(data12.length>256&&func2(data12)>256){let err34={instancePath:instancePath+
"/requested_by",schemaPath:"#/properties/requested_by/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err34]:vErrors.push(err34),errors++}}else{let err35={instancePath:instancePath+"/requested_by",schemaPath:"#/pr\
operties/requested_by/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}}
if(data.key_id!==void 0){let data13=data.key_id;if(typeof data13=="string"){if(data13.length>256&&func2(data13)>256){let err36={
instancePath:instancePath+"/key_id",schemaPath:"#/properties/key_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===
null?vErrors=[err36]:vErrors.push(err36),errors++}}else{let err37={instancePath:instancePath+"/key_id",schemaPath:"#/pro\
perties/key_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}}
if(data.operator!==void 0){let data14=data.operator;if(typeof data14=="string"){if(data14.length>256&&func2(data14)>256){
let err38={instancePath:instancePath+"/operator",schemaPath:"#/properties/operator/maxLength",keyword:"maxLength",params:{
limit:256}};vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}}else{let err39={instancePath:instancePath+"/ope\
rator",schemaPath:"#/properties/operator/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err39]:vErrors.
push(err39),errors++}}}else{let err40={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err40]:vErrors.push(err40),errors++}return validate63.errors=vErrors,errors===0}function validate66(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.name!==void 0){let data0=data.name;if(typeof data0=="string"){if(data0.
length>1024&&func2(data0)>1024){let err0={instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"\
maxLength",params:{limit:1024}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+
"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}if(data.kind!==void 0){let data1=data.kind;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>
256){let err2={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/kind",schemaPath:"\
#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}
if(data.input!==void 0){let data2=data.input;if(!(data2&&typeof data2=="object"&&!Array.isArray(data2))){let err4={instancePath:instancePath+
"/input",schemaPath:"#/properties/input/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}if(data.output!==void 0){let data3=data.output;if(!(data3&&typeof data3=="object"&&!Array.isArray(data3))){
let err5={instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{type:"object"}};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.duration_ms!==void 0){let data4=data.duration_ms;if(!(typeof data4==
"number"&&isFinite(data4))){let err6={instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",
keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}}else{let err7={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}return validate66.
errors=vErrors,errors===0}function validate65(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
if(data.step===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"step"}};
vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="s\
tring"){let err2={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"str\
ing"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="step"){let err3={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"step"}};vErrors===null?vErrors=[err3]:
vErrors.push(err3),errors++}}data.step!==void 0&&(validate66(data.step,{instancePath:instancePath+"/step",parentData:data,
parentDataProperty:"step",rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(validate66.errors),errors=
vErrors.length))}else{let err4={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=
[err4]:vErrors.push(err4),errors++}return validate65.errors=vErrors,errors===0}function validate43(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs2=errors,valid1=!0,_errs3=errors;if(errors===
_errs3)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.kind===void 0&&(missing0="kind")){let err0={};
vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(data.kind!==void 0&&data.kind!=="message"){let err1={};
vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}else{let err2={};vErrors===null?vErrors=[err2]:vErrors.push(err2),
errors++}var _valid0=_errs3===errors;if(errors=_errs2,vErrors!==null&&(_errs2?vErrors.length=_errs2:vErrors=null),_valid0){
let _errs6=errors;validate44(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate44.
errors:vErrors.concat(validate44.errors),errors=vErrors.length);var _valid0=_errs6===errors;valid1=_valid0}if(!valid1){let err3={
instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}let _errs8=errors,valid3=!0,_errs9=errors;if(errors===_errs9)if(data&&typeof data=="object"&&!Array.
isArray(data)){let missing1;if(data.kind===void 0&&(missing1="kind")){let err4={};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}else if(data.kind!==void 0&&data.kind!=="tool_call"){let err5={};vErrors===null?vErrors=[err5]:vErrors.
push(err5),errors++}}else{let err6={};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}var _valid1=_errs9===errors;
if(errors=_errs8,vErrors!==null&&(_errs8?vErrors.length=_errs8:vErrors=null),_valid1){let _errs12=errors;validate46(data,
{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.
errors),errors=vErrors.length);var _valid1=_errs12===errors;valid3=_valid1}if(!valid3){let err7={instancePath,schemaPath:"\
#/allOf/1/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}let _errs14=errors,
valid5=!0,_errs15=errors;if(errors===_errs15)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing2;if(data.
kind===void 0&&(missing2="kind")){let err8={};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}else if(data.kind!==
void 0&&data.kind!=="tool_response"){let err9={};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}else{let err10={};
vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}var _valid2=_errs15===errors;if(errors=_errs14,vErrors!==null&&
(_errs14?vErrors.length=_errs14:vErrors=null),_valid2){let _errs18=errors;validate48(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);var _valid2=_errs18===
errors;valid5=_valid2}if(!valid5){let err11={instancePath,schemaPath:"#/allOf/2/if",keyword:"if",params:{failingKeyword:"\
then"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}let _errs20=errors,valid7=!0,_errs21=errors;if(errors===
_errs21)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing3;if(data.kind===void 0&&(missing3="kind")){let err12={};
vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}else if(data.kind!==void 0&&data.kind!=="llm_invocation"){let err13={};
vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}else{let err14={};vErrors===null?vErrors=[err14]:vErrors.push(
err14),errors++}var _valid3=_errs21===errors;if(errors=_errs20,vErrors!==null&&(_errs20?vErrors.length=_errs20:vErrors=null),
_valid3){let _errs24=errors;validate50(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?
validate50.errors:vErrors.concat(validate50.errors),errors=vErrors.length);var _valid3=_errs24===errors;valid7=_valid3}if(!valid7){
let err15={instancePath,schemaPath:"#/allOf/3/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err15]:
vErrors.push(err15),errors++}let _errs26=errors,valid9=!0,_errs27=errors;if(errors===_errs27)if(data&&typeof data=="obje\
ct"&&!Array.isArray(data)){let missing4;if(data.kind===void 0&&(missing4="kind")){let err16={};vErrors===null?vErrors=[err16]:
vErrors.push(err16),errors++}else if(data.kind!==void 0&&data.kind!=="policy_decision"){let err17={};vErrors===null?vErrors=
[err17]:vErrors.push(err17),errors++}}else{let err18={};vErrors===null?vErrors=[err18]:vErrors.push(err18),errors++}var _valid4=_errs27===
errors;if(errors=_errs26,vErrors!==null&&(_errs26?vErrors.length=_errs26:vErrors=null),_valid4){let _errs30=errors;validate52(
data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate52.errors:vErrors.concat(validate52.
errors),errors=vErrors.length);var _valid4=_errs30===errors;valid9=_valid4}if(!valid9){let err19={instancePath,schemaPath:"\
#/allOf/4/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}let _errs32=errors,
valid11=!0,_errs33=errors;if(errors===_errs33)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing5;if(data.
kind===void 0&&(missing5="kind")){let err20={};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}else if(data.
kind!==void 0&&data.kind!=="data_access"){let err21={};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}}else{
let err22={};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}var _valid5=_errs33===errors;if(errors=_errs32,
vErrors!==null&&(_errs32?vErrors.length=_errs32:vErrors=null),_valid5){let _errs36=errors;validate28(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate28.errors:vErrors.concat(validate28.errors),errors=
vErrors.length);var _valid5=_errs36===errors;valid11=_valid5}if(!valid11){let err23={instancePath,schemaPath:"#/allOf/5/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}let _errs38=errors,
valid13=!0,_errs39=errors;if(errors===_errs39)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing6;if(data.
kind===void 0&&(missing6="kind")){let err24={};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}else if(data.
kind!==void 0&&data.kind!=="state_update"){let err25={};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}else{
let err26={};vErrors===null?vErrors=[err26]:vErrors.push(err26),errors++}var _valid6=_errs39===errors;if(errors=_errs38,
vErrors!==null&&(_errs38?vErrors.length=_errs38:vErrors=null),_valid6){let _errs42=errors;validate56(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate56.errors:vErrors.concat(validate56.errors),errors=
vErrors.length);var _valid6=_errs42===errors;valid13=_valid6}if(!valid13){let err27={instancePath,schemaPath:"#/allOf/6/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}let _errs44=errors,
valid15=!0,_errs45=errors;if(errors===_errs45)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing7;if(data.
kind===void 0&&(missing7="kind")){let err28={};vErrors===null?vErrors=[err28]:vErrors.push(err28),errors++}else if(data.
kind!==void 0&&data.kind!=="error_info"){let err29={};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}else{
let err30={};vErrors===null?vErrors=[err30]:vErrors.push(err30),errors++}var _valid7=_errs45===errors;if(errors=_errs44,
vErrors!==null&&(_errs44?vErrors.length=_errs44:vErrors=null),_valid7){let _errs48=errors;validate29(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.concat(validate29.errors),errors=
vErrors.length);var _valid7=_errs48===errors;valid15=_valid7}if(!valid15){let err31={instancePath,schemaPath:"#/allOf/7/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}let _errs50=errors,
valid17=!0,_errs51=errors;if(errors===_errs51)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing8;if(data.
kind===void 0&&(missing8="kind")){let err32={};vErrors===null?vErrors=[err32]:vErrors.push(err32),errors++}else if(data.
kind!==void 0&&data.kind!=="agent_handoff"){let err33={};vErrors===null?vErrors=[err33]:vErrors.push(err33),errors++}}else{
let err34={};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}var _valid8=_errs51===errors;if(errors=_errs50,
vErrors!==null&&(_errs50?vErrors.length=_errs50:vErrors=null),_valid8){let _errs54=errors;validate22(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate22.errors:vErrors.concat(validate22.errors),errors=
vErrors.length);var _valid8=_errs54===errors;valid17=_valid8}if(!valid17){let err35={instancePath,schemaPath:"#/allOf/8/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}let _errs56=errors,
valid19=!0,_errs57=errors;if(errors===_errs57)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing9;if(data.
kind===void 0&&(missing9="kind")){let err36={};vErrors===null?vErrors=[err36]:vErrors.push(err36),errors++}else if(data.
kind!==void 0&&data.kind!=="mcp_call"){let err37={};vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}}else{let err38={};
vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}var _valid9=_errs57===errors;if(errors=_errs56,vErrors!==null&&
(_errs56?vErrors.length=_errs56:vErrors=null),_valid9){let _errs60=errors;validate60(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate60.errors:vErrors.concat(validate60.errors),errors=vErrors.length);var _valid9=_errs60===
errors;valid19=_valid9}if(!valid19){let err39={instancePath,schemaPath:"#/allOf/9/if",keyword:"if",params:{failingKeyword:"\
then"}};vErrors===null?vErrors=[err39]:vErrors.push(err39),errors++}let _errs62=errors,valid21=!0,_errs63=errors;if(errors===
_errs63)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing10;if(data.kind===void 0&&(missing10="kind")){let err40={};
vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}else if(data.kind!==void 0&&data.kind!=="evaluation"){let err41={};
vErrors===null?vErrors=[err41]:vErrors.push(err41),errors++}}else{let err42={};vErrors===null?vErrors=[err42]:vErrors.push(
err42),errors++}var _valid10=_errs63===errors;if(errors=_errs62,vErrors!==null&&(_errs62?vErrors.length=_errs62:vErrors=
null),_valid10){let _errs66=errors;validate30(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===
null?validate30.errors:vErrors.concat(validate30.errors),errors=vErrors.length);var _valid10=_errs66===errors;valid21=_valid10}
if(!valid21){let err43={instancePath,schemaPath:"#/allOf/10/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?
vErrors=[err43]:vErrors.push(err43),errors++}let _errs68=errors,valid23=!0,_errs69=errors;if(errors===_errs69)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing11;if(data.kind===void 0&&(missing11="kind")){let err44={};vErrors===null?vErrors=
[err44]:vErrors.push(err44),errors++}else if(data.kind!==void 0&&data.kind!=="redaction_record"){let err45={};vErrors===
null?vErrors=[err45]:vErrors.push(err45),errors++}}else{let err46={};vErrors===null?vErrors=[err46]:vErrors.push(err46),
errors++}var _valid11=_errs69===errors;if(errors=_errs68,vErrors!==null&&(_errs68?vErrors.length=_errs68:vErrors=null),_valid11){
let _errs72=errors;validate63(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate63.
errors:vErrors.concat(validate63.errors),errors=vErrors.length);var _valid11=_errs72===errors;valid23=_valid11}if(!valid23){
let err47={instancePath,schemaPath:"#/allOf/11/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[
err47]:vErrors.push(err47),errors++}let _errs74=errors,valid25=!0,_errs75=errors;if(errors===_errs75)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing12;if(data.kind===void 0&&(missing12="kind")){let err48={};vErrors===null?vErrors=
[err48]:vErrors.push(err48),errors++}else if(data.kind!==void 0&&data.kind!=="step"){let err49={};vErrors===null?vErrors=
[err49]:vErrors.push(err49),errors++}}else{let err50={};vErrors===null?vErrors=[err50]:vErrors.push(err50),errors++}var _valid12=_errs75===
errors;if(errors=_errs74,vErrors!==null&&(_errs74?vErrors.length=_errs74:vErrors=null),_valid12){let _errs78=errors;validate65(
data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate65.errors:vErrors.concat(validate65.
errors),errors=vErrors.length);var _valid12=_errs78===errors;valid25=_valid12}if(!valid25){let err51={instancePath,schemaPath:"\
#/allOf/12/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}
if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err52={instancePath,schemaPath:"#/requi\
red",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err52]:vErrors.push(err52),errors++}if(data.
kind!==void 0&&typeof data.kind!="string"){let err53={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/ty\
pe",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err53]:vErrors.push(err53),errors++}}else{let err54={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err54]:vErrors.push(err54),
errors++}return validate43.errors=vErrors,errors===0}function validate70(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.attempt!==void 0){let data0=data.attempt;if(!(typeof data0=="number"&&
!(data0%1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+"/attempt",schemaPath:"#/properties/att\
empt/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(typeof data0==
"number"&&isFinite(data0)){if(data0>2147483647||isNaN(data0)){let err1={instancePath:instancePath+"/attempt",schemaPath:"\
#/properties/attempt/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err1]:
vErrors.push(err1),errors++}if(data0<-2147483648||isNaN(data0)){let err2={instancePath:instancePath+"/attempt",schemaPath:"\
#/properties/attempt/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err2]:
vErrors.push(err2),errors++}}}if(data.strategy!==void 0){let data1=data.strategy;if(typeof data1=="string"){if(data1.length>
256&&func2(data1)>256){let err3={instancePath:instancePath+"/strategy",schemaPath:"#/properties/strategy/maxLength",keyword:"\
maxLength",params:{limit:256}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+
"/strategy",schemaPath:"#/properties/strategy/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}if(data.backoff_ms!==void 0){let data2=data.backoff_ms;if(!(typeof data2=="number"&&!(data2%
1)&&!isNaN(data2)&&isFinite(data2))){let err5={instancePath:instancePath+"/backoff_ms",schemaPath:"#/properties/backoff_\
ms/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(typeof data2==
"number"&&isFinite(data2)){if(data2>2147483647||isNaN(data2)){let err6={instancePath:instancePath+"/backoff_ms",schemaPath:"\
#/properties/backoff_ms/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err6]:
vErrors.push(err6),errors++}if(data2<-2147483648||isNaN(data2)){let err7={instancePath:instancePath+"/backoff_ms",schemaPath:"\
#/properties/backoff_ms/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err7]:
vErrors.push(err7),errors++}}}}else{let err8={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err8]:vErrors.push(err8),errors++}return validate70.errors=vErrors,errors===0}function validate72(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.fields!==void 0){let data0=data.fields;if(Array.isArray(data0)){let len0=data0.
length;for(let i0=0;i0<len0;i0++){let data1=data0[i0];if(typeof data1=="string"){if(data1.length<1){let err0={instancePath:instancePath+
"/fields/"+i0,schemaPath:"#/properties/fields/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data1.length>4096&&func2(data1)>4096){let err1={instancePath:instancePath+"/fields\
/"+i0,schemaPath:"#/properties/fields/items/maxLength",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=[
err1]:vErrors.push(err1),errors++}}else{let err2={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/field\
s/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}else{let err3={
instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.method!==void 0){let data2=data.method;if(typeof data2=="string"){
if(data2.length>256&&func2(data2)>256){let err4={instancePath:instancePath+"/method",schemaPath:"#/properties/method/max\
Length",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={
instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.salt_id!==void 0){let data3=data.salt_id;if(typeof data3=="stri\
ng"){if(data3.length>256&&func2(data3)>256){let err6={instancePath:instancePath+"/salt_id",schemaPath:"#/properties/salt\
_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={
instancePath:instancePath+"/salt_id",schemaPath:"#/properties/salt_id/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err7]:vErrors.push(err7),errors++}}}else{let err8={instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}return validate72.errors=vErrors,errors===0}function validate74(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.cpu_percent!==void 0){let data0=data.cpu_percent;if(!(typeof data0==
"number"&&isFinite(data0))){let err0={instancePath:instancePath+"/cpu_percent",schemaPath:"#/properties/cpu_percent/type",
keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}if(data.memory_mb!==void 0){
let data1=data.memory_mb;if(!(typeof data1=="number"&&isFinite(data1))){let err1={instancePath:instancePath+"/memory_mb",
schemaPath:"#/properties/memory_mb/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err1]:vErrors.push(
err1),errors++}}if(data.duration_ms!==void 0){let data2=data.duration_ms;if(!(typeof data2=="number"&&isFinite(data2))){
let err2={instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",keyword:"type",params:{type:"\
number"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}if(data.throughput!==void 0){let data3=data.throughput;
if(!(typeof data3=="number"&&isFinite(data3))){let err3={instancePath:instancePath+"/throughput",schemaPath:"#/propertie\
s/throughput/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.
latency_ms!==void 0){let data4=data.latency_ms;if(!(typeof data4=="number"&&isFinite(data4))){let err4={instancePath:instancePath+
"/latency_ms",schemaPath:"#/properties/latency_ms/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}}else{let err5={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}return validate74.errors=vErrors,errors===0}function validate76(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.resource_type!==void 0){let data0=data.resource_type;if(typeof data0==
"string"){if(data0.length>256&&func2(data0)>256){let err0={instancePath:instancePath+"/resource_type",schemaPath:"#/prop\
erties/resource_type/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err0]:vErrors.push(err0),
errors++}}else{let err1={instancePath:instancePath+"/resource_type",schemaPath:"#/properties/resource_type/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}if(data.metrics!==void 0){let data1=data.
metrics;if(!(data1&&typeof data1=="object"&&!Array.isArray(data1))){let err2={instancePath:instancePath+"/metrics",schemaPath:"\
#/properties/metrics/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}
if(data.host!==void 0){let data2=data.host;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err3={instancePath:instancePath+
"/host",schemaPath:"#/properties/host/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}}else{let err4={instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.process_id!==void 0){let data3=data.
process_id;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)&&isFinite(data3))){let err5={instancePath:instancePath+
"/process_id",schemaPath:"#/properties/process_id/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[
err5]:vErrors.push(err5),errors++}if(typeof data3=="number"&&isFinite(data3)){if(data3>2147483647||isNaN(data3)){let err6={
instancePath:instancePath+"/process_id",schemaPath:"#/properties/process_id/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data3<-2147483648||isNaN(data3)){let err7={
instancePath:instancePath+"/process_id",schemaPath:"#/properties/process_id/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-2147483648}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}if(data.thread_id!==void 0){let data4=data.
thread_id;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err8={instancePath:instancePath+"/thread\
_id",schemaPath:"#/properties/thread_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err8]:
vErrors.push(err8),errors++}}else{let err9={instancePath:instancePath+"/thread_id",schemaPath:"#/properties/thread_id/ty\
pe",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}}else{let err10={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}return validate76.
errors=vErrors,errors===0}function validate35(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.event_id===void 0){let err0={instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"event_id"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}
if(data.session_id===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
session_id"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.type===void 0){let err2={instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"type"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}
if(data.status===void 0){let err3={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"stat\
us"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data.timestamp===void 0){let err4={instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"timestamp"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}
if(data.event_id!==void 0){let data0=data.event_id;if(typeof data0=="string"){if(data0.length<1){let err5={instancePath:instancePath+
"/event_id",schemaPath:"#/properties/event_id/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err5]:
vErrors.push(err5),errors++}if(data0.length>256&&func2(data0)>256){let err6={instancePath:instancePath+"/event_id",schemaPath:"\
#/properties/event_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),
errors++}}else{let err7={instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}if(data.tenant_id!==void 0){let data1=data.tenant_id;
if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err8={instancePath:instancePath+"/tenant_id",schemaPath:"\
#/properties/tenant_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err8]:vErrors.push(err8),
errors++}}else{let err9={instancePath:instancePath+"/tenant_id",schemaPath:"#/properties/tenant_id/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}if(data.project_id!==void 0){let data2=data.
project_id;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err10={instancePath:instancePath+"/proj\
ect_id",schemaPath:"#/properties/project_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err10]:
vErrors.push(err10),errors++}}else{let err11={instancePath:instancePath+"/project_id",schemaPath:"#/properties/project_i\
d/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}if(data.session_id!==
void 0){let data3=data.session_id;if(typeof data3=="string"){if(data3.length<1){let err12={instancePath:instancePath+"/s\
ession_id",schemaPath:"#/properties/session_id/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[
err12]:vErrors.push(err12),errors++}if(data3.length>256&&func2(data3)>256){let err13={instancePath:instancePath+"/sessio\
n_id",schemaPath:"#/properties/session_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err13]:
vErrors.push(err13),errors++}}else{let err14={instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_i\
d/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}if(data.span_id!==
void 0){let data4=data.span_id;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err15={instancePath:instancePath+
"/span_id",schemaPath:"#/properties/span_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err15]:
vErrors.push(err15),errors++}}else{let err16={instancePath:instancePath+"/span_id",schemaPath:"#/properties/span_id/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}if(data.parent_span_id!==
void 0){let data5=data.parent_span_id;if(typeof data5=="string"){if(data5.length>256&&func2(data5)>256){let err17={instancePath:instancePath+
"/parent_span_id",schemaPath:"#/properties/parent_span_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err17]:vErrors.push(err17),errors++}}else{let err18={instancePath:instancePath+"/parent_span_id",schemaPath:"#/\
properties/parent_span_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err18]:vErrors.push(err18),
errors++}}if(data.type!==void 0&&(validate36(data.type,{instancePath:instancePath+"/type",parentData:data,parentDataProperty:"\
type",rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length)),data.
severity!==void 0&&(validate38(data.severity,{instancePath:instancePath+"/severity",parentData:data,parentDataProperty:"\
severity",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length)),
data.status!==void 0&&(validate40(data.status,{instancePath:instancePath+"/status",parentData:data,parentDataProperty:"s\
tatus",rootData})||(vErrors=vErrors===null?validate40.errors:vErrors.concat(validate40.errors),errors=vErrors.length)),data.
author!==void 0&&(validate24(data.author,{instancePath:instancePath+"/author",parentData:data,parentDataProperty:"author",
rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.concat(validate24.errors),errors=vErrors.length)),data.timestamp!==
void 0){let data10=data.timestamp;if(typeof data10=="string"){if(!formats0.test(data10)){let err19={instancePath:instancePath+
"/timestamp",schemaPath:"#/properties/timestamp/format",keyword:"format",params:{format:"date-time"}};vErrors===null?vErrors=
[err19]:vErrors.push(err19),errors++}}else{let err20={instancePath:instancePath+"/timestamp",schemaPath:"#/properties/ti\
mestamp/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}if(data.
agent_id!==void 0){let data11=data.agent_id;if(typeof data11=="string"){if(data11.length>256&&func2(data11)>256){let err21={
instancePath:instancePath+"/agent_id",schemaPath:"#/properties/agent_id/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}}else{let err22={instancePath:instancePath+"/agent_id",schemaPath:"\
#/properties/agent_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}}
if(data.agent_name!==void 0){let data12=data.agent_name;if(typeof data12=="string"){if(data12.length>256&&func2(data12)>
256){let err23={instancePath:instancePath+"/agent_name",schemaPath:"#/properties/agent_name/maxLength",keyword:"maxLengt\
h",params:{limit:256}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}}else{let err24={instancePath:instancePath+
"/agent_name",schemaPath:"#/properties/agent_name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err24]:
vErrors.push(err24),errors++}}if(data.invocation_id!==void 0){let data13=data.invocation_id;if(typeof data13=="string"){
if(data13.length>256&&func2(data13)>256){let err25={instancePath:instancePath+"/invocation_id",schemaPath:"#/properties/\
invocation_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}else{
let err26={instancePath:instancePath+"/invocation_id",schemaPath:"#/properties/invocation_id/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err26]:vErrors.push(err26),errors++}}if(data.response_id!==void 0){let data14=data.
response_id;if(typeof data14=="string"){if(data14.length>256&&func2(data14)>256){let err27={instancePath:instancePath+"/\
response_id",schemaPath:"#/properties/response_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err27]:vErrors.push(err27),errors++}}else{let err28={instancePath:instancePath+"/response_id",schemaPath:"#/properties/\
response_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err28]:vErrors.push(err28),errors++}}if(data.
is_partial!==void 0&&typeof data.is_partial!="boolean"){let err29={instancePath:instancePath+"/is_partial",schemaPath:"#\
/properties/is_partial/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err29]:vErrors.push(err29),
errors++}if(data.is_final!==void 0&&typeof data.is_final!="boolean"){let err30={instancePath:instancePath+"/is_final",schemaPath:"\
#/properties/is_final/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err30]:vErrors.push(err30),errors++}
if(data.hash_prev!==void 0){let data17=data.hash_prev;if(typeof data17=="string"){if(!pattern1.test(data17)){let err31={
instancePath:instancePath+"/hash_prev",schemaPath:"#/properties/hash_prev/pattern",keyword:"pattern",params:{pattern:"^$\
|^[0-9a-f]{64}$"}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}}else{let err32={instancePath:instancePath+
"/hash_prev",schemaPath:"#/properties/hash_prev/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err32]:
vErrors.push(err32),errors++}}if(data.content_hash!==void 0){let data18=data.content_hash;if(typeof data18=="string"){if(!pattern1.
test(data18)){let err33={instancePath:instancePath+"/content_hash",schemaPath:"#/properties/content_hash/pattern",keyword:"\
pattern",params:{pattern:"^$|^[0-9a-f]{64}$"}};vErrors===null?vErrors=[err33]:vErrors.push(err33),errors++}}else{let err34={
instancePath:instancePath+"/content_hash",schemaPath:"#/properties/content_hash/type",keyword:"type",params:{type:"strin\
g"}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}}if(data.worm_proof_id!==void 0){let data19=data.worm_proof_id;
if(typeof data19=="string"){if(data19.length>1024&&func2(data19)>1024){let err35={instancePath:instancePath+"/worm_proof\
_id",schemaPath:"#/properties/worm_proof_id/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[
err35]:vErrors.push(err35),errors++}}else{let err36={instancePath:instancePath+"/worm_proof_id",schemaPath:"#/properties\
/worm_proof_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err36]:vErrors.push(err36),errors++}}
if(data.branch!==void 0){let data20=data.branch;if(typeof data20=="string"){if(data20.length>1024&&func2(data20)>1024){let err37={
instancePath:instancePath+"/branch",schemaPath:"#/properties/branch/maxLength",keyword:"maxLength",params:{limit:1024}};
vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}}else{let err38={instancePath:instancePath+"/branch",schemaPath:"\
#/properties/branch/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}}
if(data.tags!==void 0){let data21=data.tags;if(Array.isArray(data21)){if(data21.length>256){let err39={instancePath:instancePath+
"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===null?vErrors=[err39]:vErrors.
push(err39),errors++}let len0=data21.length;for(let i0=0;i0<len0;i0++){let data22=data21[i0];if(typeof data22=="string"){
if(data22.length>256&&func2(data22)>256){let err40={instancePath:instancePath+"/tags/"+i0,schemaPath:"#/properties/tags/\
items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}}else{
let err41={instancePath:instancePath+"/tags/"+i0,schemaPath:"#/properties/tags/items/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err41]:vErrors.push(err41),errors++}}}else{let err42={instancePath:instancePath+"/tags",
schemaPath:"#/properties/tags/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err42]:vErrors.push(err42),
errors++}}if(data.trace_id!==void 0){let data23=data.trace_id;if(typeof data23=="string"){if(data23.length>256&&func2(data23)>
256){let err43={instancePath:instancePath+"/trace_id",schemaPath:"#/properties/trace_id/maxLength",keyword:"maxLength",params:{
limit:256}};vErrors===null?vErrors=[err43]:vErrors.push(err43),errors++}}else{let err44={instancePath:instancePath+"/tra\
ce_id",schemaPath:"#/properties/trace_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err44]:vErrors.
push(err44),errors++}}if(data.server_timestamp!==void 0){let data24=data.server_timestamp;if(typeof data24=="string"){if(!formats0.
test(data24)){let err45={instancePath:instancePath+"/server_timestamp",schemaPath:"#/properties/server_timestamp/format",
keyword:"format",params:{format:"date-time"}};vErrors===null?vErrors=[err45]:vErrors.push(err45),errors++}}else{let err46={
instancePath:instancePath+"/server_timestamp",schemaPath:"#/properties/server_timestamp/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err46]:vErrors.push(err46),errors++}}if(data.agent_version!==void 0){let data25=data.agent_version;
if(typeof data25=="string"){if(data25.length>256&&func2(data25)>256){let err47={instancePath:instancePath+"/agent_versio\
n",schemaPath:"#/properties/agent_version/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err47]:
vErrors.push(err47),errors++}}else{let err48={instancePath:instancePath+"/agent_version",schemaPath:"#/properties/agent_\
version/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err48]:vErrors.push(err48),errors++}}if(data.
content!==void 0&&(validate43(data.content,{instancePath:instancePath+"/content",parentData:data,parentDataProperty:"con\
tent",rootData})||(vErrors=vErrors===null?validate43.errors:vErrors.concat(validate43.errors),errors=vErrors.length)),data.
retry!==void 0&&(validate70(data.retry,{instancePath:instancePath+"/retry",parentData:data,parentDataProperty:"retry",rootData})||
(vErrors=vErrors===null?validate70.errors:vErrors.concat(validate70.errors),errors=vErrors.length)),data.redaction!==void 0&&
(validate72(data.redaction,{instancePath:instancePath+"/redaction",parentData:data,parentDataProperty:"redaction",rootData})||
(vErrors=vErrors===null?validate72.errors:vErrors.concat(validate72.errors),errors=vErrors.length)),data.pii_categories!==
void 0){let data29=data.pii_categories;if(Array.isArray(data29)){if(data29.length>256){let err49={instancePath:instancePath+
"/pii_categories",schemaPath:"#/properties/pii_categories/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===null?
vErrors=[err49]:vErrors.push(err49),errors++}let len1=data29.length;for(let i1=0;i1<len1;i1++){let data30=data29[i1];if(typeof data30==
"string"){if(data30.length>256&&func2(data30)>256){let err50={instancePath:instancePath+"/pii_categories/"+i1,schemaPath:"\
#/properties/pii_categories/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err50]:vErrors.
push(err50),errors++}}else{let err51={instancePath:instancePath+"/pii_categories/"+i1,schemaPath:"#/properties/pii_categ\
ories/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}}}else{
let err52={instancePath:instancePath+"/pii_categories",schemaPath:"#/properties/pii_categories/type",keyword:"type",params:{
type:"array"}};vErrors===null?vErrors=[err52]:vErrors.push(err52),errors++}}if(data.performance!==void 0&&(validate74(data.
performance,{instancePath:instancePath+"/performance",parentData:data,parentDataProperty:"performance",rootData})||(vErrors=
vErrors===null?validate74.errors:vErrors.concat(validate74.errors),errors=vErrors.length)),data.infrastructure!==void 0&&
(validate76(data.infrastructure,{instancePath:instancePath+"/infrastructure",parentData:data,parentDataProperty:"infrast\
ructure",rootData})||(vErrors=vErrors===null?validate76.errors:vErrors.concat(validate76.errors),errors=vErrors.length)),
data.cost!==void 0&&(validate27(data.cost,{instancePath:instancePath+"/cost",parentData:data,parentDataProperty:"cost",rootData})||
(vErrors=vErrors===null?validate27.errors:vErrors.concat(validate27.errors),errors=vErrors.length)),data.principal!==void 0&&
(validate31(data.principal,{instancePath:instancePath+"/principal",parentData:data,parentDataProperty:"principal",rootData})||
(vErrors=vErrors===null?validate31.errors:vErrors.concat(validate31.errors),errors=vErrors.length)),data.delegation!==void 0){
let data35=data.delegation;if(Array.isArray(data35)){if(data35.length>256){let err53={instancePath:instancePath+"/delega\
tion",schemaPath:"#/properties/delegation/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===null?vErrors=[err53]:
vErrors.push(err53),errors++}let len2=data35.length;for(let i2=0;i2<len2;i2++)validate31(data35[i2],{instancePath:instancePath+
"/delegation/"+i2,parentData:data35,parentDataProperty:i2,rootData})||(vErrors=vErrors===null?validate31.errors:vErrors.
concat(validate31.errors),errors=vErrors.length)}else{let err54={instancePath:instancePath+"/delegation",schemaPath:"#/p\
roperties/delegation/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err54]:vErrors.push(err54),errors++}}
if(data.metadata!==void 0){let data37=data.metadata;if(!(data37&&typeof data37=="object"&&!Array.isArray(data37))){let err55={
instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err55]:vErrors.push(err55),errors++}}if(data.extensions!==void 0){let data38=data.extensions;if(Array.isArray(
data38)){let len3=data38.length;for(let i3=0;i3<len3;i3++)validate23(data38[i3],{instancePath:instancePath+"/extensions/"+
i3,parentData:data38,parentDataProperty:i3,rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.
errors),errors=vErrors.length)}else{let err56={instancePath:instancePath+"/extensions",schemaPath:"#/properties/extensio\
ns/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err56]:vErrors.push(err56),errors++}}}else{let err57={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err57]:vErrors.push(err57),
errors++}return validate35.errors=vErrors,errors===0}var EventBatch=validate82;function validate82(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.events===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"events"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.batch_id!==
void 0){let data0=data.batch_id;if(typeof data0=="string"){if(data0.length>256&&func2(data0)>256){let err1={instancePath:instancePath+
"/batch_id",schemaPath:"#/properties/batch_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}}else{let err2={instancePath:instancePath+"/batch_id",schemaPath:"#/properties/batch_\
id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}if(data.timestamp!==
void 0){let data1=data.timestamp;if(typeof data1=="string"){if(!formats0.test(data1)){let err3={instancePath:instancePath+
"/timestamp",schemaPath:"#/properties/timestamp/format",keyword:"format",params:{format:"date-time"}};vErrors===null?vErrors=
[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+"/timestamp",schemaPath:"#/properties/times\
tamp/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.events!==
void 0){let data2=data.events;if(Array.isArray(data2)){if(data2.length>1e3){let err5={instancePath:instancePath+"/events",
schemaPath:"#/properties/events/maxItems",keyword:"maxItems",params:{limit:1e3}};vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++}let len0=data2.length;for(let i0=0;i0<len0;i0++)validate35(data2[i0],{instancePath:instancePath+"/events/"+
i0,parentData:data2,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.
errors),errors=vErrors.length)}else{let err6={instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",
keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.metadata!==void 0){
let data4=data.metadata;if(!(data4&&typeof data4=="object"&&!Array.isArray(data4))){let err7={instancePath:instancePath+
"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err7]:
vErrors.push(err7),errors++}}if(data.total_cost!==void 0){let data5=data.total_cost;if(!(typeof data5=="number"&&isFinite(
data5))){let err8={instancePath:instancePath+"/total_cost",schemaPath:"#/properties/total_cost/type",keyword:"type",params:{
type:"number"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.total_tokens!==void 0){let data6=data.
total_tokens;if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6)&&isFinite(data6))){let err9={instancePath:instancePath+
"/total_tokens",schemaPath:"#/properties/total_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err9]:vErrors.push(err9),errors++}if(typeof data6=="number"&&isFinite(data6)){if(data6>2147483647||isNaN(data6)){let err10={
instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_tokens/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}if(data6<-2147483648||isNaN(data6)){let err11={
instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_tokens/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-2147483648}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}}if(data.total_duration_ms!==void 0){
let data7=data.total_duration_ms;if(!(typeof data7=="number"&&isFinite(data7))){let err12={instancePath:instancePath+"/t\
otal_duration_ms",schemaPath:"#/properties/total_duration_ms/type",keyword:"type",params:{type:"number"}};vErrors===null?
vErrors=[err12]:vErrors.push(err12),errors++}}}else{let err13={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"\
object"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}return validate82.errors=vErrors,errors===0}var EventContent=validate84;
function validate84(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs2=errors,
valid1=!0,_errs3=errors;if(errors===_errs3)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.kind===
void 0&&(missing0="kind")){let err0={};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(data.kind!==void 0&&
data.kind!=="message"){let err1={};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}else{let err2={};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}var _valid0=_errs3===errors;if(errors=_errs2,vErrors!==null&&(_errs2?vErrors.
length=_errs2:vErrors=null),_valid0){let _errs6=errors;validate44(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate44.errors:vErrors.concat(validate44.errors),errors=vErrors.length);var _valid0=_errs6===
errors;valid1=_valid0}if(!valid1){let err3={instancePath,schemaPath:"#/allOf/0/if",keyword:"if",params:{failingKeyword:"\
then"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}let _errs8=errors,valid3=!0,_errs9=errors;if(errors===
_errs9)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing1;if(data.kind===void 0&&(missing1="kind")){let err4={};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}else if(data.kind!==void 0&&data.kind!=="tool_call"){let err5={};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={};vErrors===null?vErrors=[err6]:vErrors.push(err6),
errors++}var _valid1=_errs9===errors;if(errors=_errs8,vErrors!==null&&(_errs8?vErrors.length=_errs8:vErrors=null),_valid1){
let _errs12=errors;validate46(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate46.
errors:vErrors.concat(validate46.errors),errors=vErrors.length);var _valid1=_errs12===errors;valid3=_valid1}if(!valid3){
let err7={instancePath,schemaPath:"#/allOf/1/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err7]:
vErrors.push(err7),errors++}let _errs14=errors,valid5=!0,_errs15=errors;if(errors===_errs15)if(data&&typeof data=="objec\
t"&&!Array.isArray(data)){let missing2;if(data.kind===void 0&&(missing2="kind")){let err8={};vErrors===null?vErrors=[err8]:
vErrors.push(err8),errors++}else if(data.kind!==void 0&&data.kind!=="tool_response"){let err9={};vErrors===null?vErrors=
[err9]:vErrors.push(err9),errors++}}else{let err10={};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}var _valid2=_errs15===
errors;if(errors=_errs14,vErrors!==null&&(_errs14?vErrors.length=_errs14:vErrors=null),_valid2){let _errs18=errors;validate48(
data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.
errors),errors=vErrors.length);var _valid2=_errs18===errors;valid5=_valid2}if(!valid5){let err11={instancePath,schemaPath:"\
#/allOf/2/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}let _errs20=errors,
valid7=!0,_errs21=errors;if(errors===_errs21)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing3;if(data.
kind===void 0&&(missing3="kind")){let err12={};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}else if(data.
kind!==void 0&&data.kind!=="llm_invocation"){let err13={};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}else{
let err14={};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}var _valid3=_errs21===errors;if(errors=_errs20,
vErrors!==null&&(_errs20?vErrors.length=_errs20:vErrors=null),_valid3){let _errs24=errors;validate50(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate50.errors:vErrors.concat(validate50.errors),errors=
vErrors.length);var _valid3=_errs24===errors;valid7=_valid3}if(!valid7){let err15={instancePath,schemaPath:"#/allOf/3/if",
keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}let _errs26=errors,
valid9=!0,_errs27=errors;if(errors===_errs27)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing4;if(data.
kind===void 0&&(missing4="kind")){let err16={};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}else if(data.
kind!==void 0&&data.kind!=="policy_decision"){let err17={};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}}else{
let err18={};vErrors===null?vErrors=[err18]:vErrors.push(err18),errors++}var _valid4=_errs27===errors;if(errors=_errs26,
vErrors!==null&&(_errs26?vErrors.length=_errs26:vErrors=null),_valid4){let _errs30=errors;validate52(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate52.errors:vErrors.concat(validate52.errors),errors=
vErrors.length);var _valid4=_errs30===errors;valid9=_valid4}if(!valid9){let err19={instancePath,schemaPath:"#/allOf/4/if",
keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}let _errs32=errors,
valid11=!0,_errs33=errors;if(errors===_errs33)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing5;if(data.
kind===void 0&&(missing5="kind")){let err20={};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}else if(data.
kind!==void 0&&data.kind!=="data_access"){let err21={};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}}else{
let err22={};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}var _valid5=_errs33===errors;if(errors=_errs32,
vErrors!==null&&(_errs32?vErrors.length=_errs32:vErrors=null),_valid5){let _errs36=errors;validate28(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate28.errors:vErrors.concat(validate28.errors),errors=
vErrors.length);var _valid5=_errs36===errors;valid11=_valid5}if(!valid11){let err23={instancePath,schemaPath:"#/allOf/5/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}let _errs38=errors,
valid13=!0,_errs39=errors;if(errors===_errs39)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing6;if(data.
kind===void 0&&(missing6="kind")){let err24={};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}else if(data.
kind!==void 0&&data.kind!=="state_update"){let err25={};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}else{
let err26={};vErrors===null?vErrors=[err26]:vErrors.push(err26),errors++}var _valid6=_errs39===errors;if(errors=_errs38,
vErrors!==null&&(_errs38?vErrors.length=_errs38:vErrors=null),_valid6){let _errs42=errors;validate56(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate56.errors:vErrors.concat(validate56.errors),errors=
vErrors.length);var _valid6=_errs42===errors;valid13=_valid6}if(!valid13){let err27={instancePath,schemaPath:"#/allOf/6/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}let _errs44=errors,
valid15=!0,_errs45=errors;if(errors===_errs45)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing7;if(data.
kind===void 0&&(missing7="kind")){let err28={};vErrors===null?vErrors=[err28]:vErrors.push(err28),errors++}else if(data.
kind!==void 0&&data.kind!=="error_info"){let err29={};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}else{
let err30={};vErrors===null?vErrors=[err30]:vErrors.push(err30),errors++}var _valid7=_errs45===errors;if(errors=_errs44,
vErrors!==null&&(_errs44?vErrors.length=_errs44:vErrors=null),_valid7){let _errs48=errors;validate29(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.concat(validate29.errors),errors=
vErrors.length);var _valid7=_errs48===errors;valid15=_valid7}if(!valid15){let err31={instancePath,schemaPath:"#/allOf/7/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}let _errs50=errors,
valid17=!0,_errs51=errors;if(errors===_errs51)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing8;if(data.
kind===void 0&&(missing8="kind")){let err32={};vErrors===null?vErrors=[err32]:vErrors.push(err32),errors++}else if(data.
kind!==void 0&&data.kind!=="agent_handoff"){let err33={};vErrors===null?vErrors=[err33]:vErrors.push(err33),errors++}}else{
let err34={};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}var _valid8=_errs51===errors;if(errors=_errs50,
vErrors!==null&&(_errs50?vErrors.length=_errs50:vErrors=null),_valid8){let _errs54=errors;validate22(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate22.errors:vErrors.concat(validate22.errors),errors=
vErrors.length);var _valid8=_errs54===errors;valid17=_valid8}if(!valid17){let err35={instancePath,schemaPath:"#/allOf/8/\
if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}let _errs56=errors,
valid19=!0,_errs57=errors;if(errors===_errs57)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing9;if(data.
kind===void 0&&(missing9="kind")){let err36={};vErrors===null?vErrors=[err36]:vErrors.push(err36),errors++}else if(data.
kind!==void 0&&data.kind!=="mcp_call"){let err37={};vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}}else{let err38={};
vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}var _valid9=_errs57===errors;if(errors=_errs56,vErrors!==null&&
(_errs56?vErrors.length=_errs56:vErrors=null),_valid9){let _errs60=errors;validate60(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate60.errors:vErrors.concat(validate60.errors),errors=vErrors.length);var _valid9=_errs60===
errors;valid19=_valid9}if(!valid19){let err39={instancePath,schemaPath:"#/allOf/9/if",keyword:"if",params:{failingKeyword:"\
then"}};vErrors===null?vErrors=[err39]:vErrors.push(err39),errors++}let _errs62=errors,valid21=!0,_errs63=errors;if(errors===
_errs63)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing10;if(data.kind===void 0&&(missing10="kind")){let err40={};
vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}else if(data.kind!==void 0&&data.kind!=="evaluation"){let err41={};
vErrors===null?vErrors=[err41]:vErrors.push(err41),errors++}}else{let err42={};vErrors===null?vErrors=[err42]:vErrors.push(
err42),errors++}var _valid10=_errs63===errors;if(errors=_errs62,vErrors!==null&&(_errs62?vErrors.length=_errs62:vErrors=
null),_valid10){let _errs66=errors;validate30(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===
null?validate30.errors:vErrors.concat(validate30.errors),errors=vErrors.length);var _valid10=_errs66===errors;valid21=_valid10}
if(!valid21){let err43={instancePath,schemaPath:"#/allOf/10/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?
vErrors=[err43]:vErrors.push(err43),errors++}let _errs68=errors,valid23=!0,_errs69=errors;if(errors===_errs69)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing11;if(data.kind===void 0&&(missing11="kind")){let err44={};vErrors===null?vErrors=
[err44]:vErrors.push(err44),errors++}else if(data.kind!==void 0&&data.kind!=="redaction_record"){let err45={};vErrors===
null?vErrors=[err45]:vErrors.push(err45),errors++}}else{let err46={};vErrors===null?vErrors=[err46]:vErrors.push(err46),
errors++}var _valid11=_errs69===errors;if(errors=_errs68,vErrors!==null&&(_errs68?vErrors.length=_errs68:vErrors=null),_valid11){
let _errs72=errors;validate63(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate63.
errors:vErrors.concat(validate63.errors),errors=vErrors.length);var _valid11=_errs72===errors;valid23=_valid11}if(!valid23){
let err47={instancePath,schemaPath:"#/allOf/11/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[
err47]:vErrors.push(err47),errors++}let _errs74=errors,valid25=!0,_errs75=errors;if(errors===_errs75)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing12;if(data.kind===void 0&&(missing12="kind")){let err48={};vErrors===null?vErrors=
[err48]:vErrors.push(err48),errors++}else if(data.kind!==void 0&&data.kind!=="step"){let err49={};vErrors===null?vErrors=
[err49]:vErrors.push(err49),errors++}}else{let err50={};vErrors===null?vErrors=[err50]:vErrors.push(err50),errors++}var _valid12=_errs75===
errors;if(errors=_errs74,vErrors!==null&&(_errs74?vErrors.length=_errs74:vErrors=null),_valid12){let _errs78=errors;validate65(
data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate65.errors:vErrors.concat(validate65.
errors),errors=vErrors.length);var _valid12=_errs78===errors;valid25=_valid12}if(!valid25){let err51={instancePath,schemaPath:"\
#/allOf/12/if",keyword:"if",params:{failingKeyword:"then"}};vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}
if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err52={instancePath,schemaPath:"#/requi\
red",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err52]:vErrors.push(err52),errors++}if(data.
kind!==void 0&&typeof data.kind!="string"){let err53={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/ty\
pe",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err53]:vErrors.push(err53),errors++}}else{let err54={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err54]:vErrors.push(err54),
errors++}return validate84.errors=vErrors,errors===0}var EventNotice=validate98;function validate98(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.index!==void 0){let data0=data.index;if(!(typeof data0=="number"&&!(data0%
1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+"/index",schemaPath:"#/properties/index/type",keyword:"\
type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(typeof data0=="number"&&isFinite(
data0)){if(data0>2147483647||isNaN(data0)){let err1={instancePath:instancePath+"/index",schemaPath:"#/properties/index/m\
aximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}
if(data0<-2147483648||isNaN(data0)){let err2={instancePath:instancePath+"/index",schemaPath:"#/properties/index/minimum",
keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}
if(data.event_id!==void 0&&typeof data.event_id!="string"){let err3={instancePath:instancePath+"/event_id",schemaPath:"#\
/properties/event_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}
if(data.kind!==void 0&&typeof data.kind!="string"){let err4={instancePath:instancePath+"/kind",schemaPath:"#/properties/\
kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(data.field!==
void 0&&typeof data.field!="string"){let err5={instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(data.message!==void 0&&typeof data.
message!="string"){let err6={instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}return validate98.
errors=vErrors,errors===0}var EventRejection=validate99;function validate99(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.index!==void 0){let data0=data.index;if(!(typeof data0=="number"&&!(data0%
1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+"/index",schemaPath:"#/properties/index/type",keyword:"\
type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(typeof data0=="number"&&isFinite(
data0)){if(data0>2147483647||isNaN(data0)){let err1={instancePath:instancePath+"/index",schemaPath:"#/properties/index/m\
aximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}
if(data0<-2147483648||isNaN(data0)){let err2={instancePath:instancePath+"/index",schemaPath:"#/properties/index/minimum",
keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}
if(data.event_id!==void 0&&typeof data.event_id!="string"){let err3={instancePath:instancePath+"/event_id",schemaPath:"#\
/properties/event_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}
if(data.code!==void 0&&typeof data.code!="string"){let err4={instancePath:instancePath+"/code",schemaPath:"#/properties/\
code/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(data.field!==
void 0&&typeof data.field!="string"){let err5={instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(data.message!==void 0&&typeof data.
message!="string"){let err6={instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}return validate99.
errors=vErrors,errors===0}var EventStatus=validate100;function validate100(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&
isFinite(data))){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema21.type}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}return validate100.errors=vErrors,errors===0}var EventType=validate101;function validate101(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data==
"number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema19.
type}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}return validate101.errors=vErrors,errors===0}var GetConsistencyProofResponse=validate102;var pattern5=new RegExp("^[0-9a-f]{64}$","u");function validate102(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.from_size!==void 0){let data0=data.
from_size;if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+
"/from_size",schemaPath:"#/properties/from_size/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}if(typeof data0=="number"&&isFinite(data0)){if(data0>9007199254740991||isNaN(data0)){let err1={
instancePath:instancePath+"/from_size",schemaPath:"#/properties/from_size/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:9007199254740991}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data0<-9007199254740991||isNaN(
data0)){let err2={instancePath:instancePath+"/from_size",schemaPath:"#/properties/from_size/minimum",keyword:"minimum",params:{
comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}if(data.to_size!==
void 0){let data1=data.to_size;if(!(typeof data1=="number"&&!(data1%1)&&!isNaN(data1)&&isFinite(data1))){let err3={instancePath:instancePath+
"/to_size",schemaPath:"#/properties/to_size/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err3]:
vErrors.push(err3),errors++}if(typeof data1=="number"&&isFinite(data1)){if(data1>9007199254740991||isNaN(data1)){let err4={
instancePath:instancePath+"/to_size",schemaPath:"#/properties/to_size/maximum",keyword:"maximum",params:{comparison:"<=",
limit:9007199254740991}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(data1<-9007199254740991||isNaN(data1)){
let err5={instancePath:instancePath+"/to_size",schemaPath:"#/properties/to_size/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-9007199254740991}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}}if(data.hashes!==void 0){let data2=data.
hashes;if(Array.isArray(data2)){if(data2.length>64){let err6={instancePath:instancePath+"/hashes",schemaPath:"#/properti\
es/hashes/maxItems",keyword:"maxItems",params:{limit:64}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}let len0=data2.
length;for(let i0=0;i0<len0;i0++){let data3=data2[i0];if(typeof data3=="string"){if(!pattern5.test(data3)){let err7={instancePath:instancePath+
"/hashes/"+i0,schemaPath:"#/properties/hashes/items/pattern",keyword:"pattern",params:{pattern:"^[0-9a-f]{64}$"}};vErrors===
null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/hashes/"+i0,schemaPath:"#/pr\
operties/hashes/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}}else{
let err9={instancePath:instancePath+"/hashes",schemaPath:"#/properties/hashes/type",keyword:"type",params:{type:"array"}};
vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}if(data.checkpoint!==void 0&&typeof data.checkpoint!="string"){
let err10={instancePath:instancePath+"/checkpoint",schemaPath:"#/properties/checkpoint/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}else{let err11={instancePath,schemaPath:"#/type",
keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}return validate102.errors=
vErrors,errors===0}var GetEventStatsResponse=validate103,schema44={type:"object",properties:{total_events:{type:"integer",
format:"int64",minimum:-9007199254740991,maximum:9007199254740991},total_sessions:{type:"integer",format:"int64",minimum:-9007199254740991,
maximum:9007199254740991},events_by_type:{type:"object",additionalProperties:{type:"integer",format:"int64",minimum:-9007199254740991,
maximum:9007199254740991}},avg_session_duration_ms:{anyOf:[{type:"number",format:"double"},{type:"string",enum:["NaN","I\
nfinity","-Infinity"]}]}}};function validate103(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.total_events!==void 0){let data0=data.total_events;
if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+"/total_ev\
ents",schemaPath:"#/properties/total_events/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}if(typeof data0=="number"&&isFinite(data0)){if(data0>9007199254740991||isNaN(data0)){let err1={
instancePath:instancePath+"/total_events",schemaPath:"#/properties/total_events/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:9007199254740991}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data0<-9007199254740991||isNaN(
data0)){let err2={instancePath:instancePath+"/total_events",schemaPath:"#/properties/total_events/minimum",keyword:"mini\
mum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}if(data.
total_sessions!==void 0){let data1=data.total_sessions;if(!(typeof data1=="number"&&!(data1%1)&&!isNaN(data1)&&isFinite(
data1))){let err3={instancePath:instancePath+"/total_sessions",schemaPath:"#/properties/total_sessions/type",keyword:"ty\
pe",params:{type:"integer"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(typeof data1=="number"&&isFinite(
data1)){if(data1>9007199254740991||isNaN(data1)){let err4={instancePath:instancePath+"/total_sessions",schemaPath:"#/pro\
perties/total_sessions/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err4]:vErrors.push(err4),errors++}if(data1<-9007199254740991||isNaN(data1)){let err5={instancePath:instancePath+"/total\
_sessions",schemaPath:"#/properties/total_sessions/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}}if(data.events_by_type!==void 0){let data2=data.events_by_type;
if(data2&&typeof data2=="object"&&!Array.isArray(data2))for(let key0 in data2){let data3=data2[key0];if(!(typeof data3==
"number"&&!(data3%1)&&!isNaN(data3)&&isFinite(data3))){let err6={instancePath:instancePath+"/events_by_type/"+key0.replace(
/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/events_by_type/additionalProperties/type",keyword:"type",params:{
type:"integer"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(typeof data3=="number"&&isFinite(data3)){if(data3>
9007199254740991||isNaN(data3)){let err7={instancePath:instancePath+"/events_by_type/"+key0.replace(/~/g,"~0").replace(/\//g,
"~1"),schemaPath:"#/properties/events_by_type/additionalProperties/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data3<-9007199254740991||isNaN(data3)){let err8={instancePath:instancePath+
"/events_by_type/"+key0.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/events_by_type/additionalPropert\
ies/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err8]:vErrors.push(
err8),errors++}}}else{let err9={instancePath:instancePath+"/events_by_type",schemaPath:"#/properties/events_by_type/type",
keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}if(data.avg_session_duration_ms!==
void 0){let data4=data.avg_session_duration_ms,_errs11=errors,valid2=!1,_errs12=errors;if(!(typeof data4=="number"&&isFinite(
data4))){let err10={instancePath:instancePath+"/avg_session_duration_ms",schemaPath:"#/properties/avg_session_duration_m\
s/anyOf/0/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}var _valid0=_errs12===
errors;if(valid2=valid2||_valid0,!valid2){let _errs14=errors;if(typeof data4!="string"){let err11={instancePath:instancePath+
"/avg_session_duration_ms",schemaPath:"#/properties/avg_session_duration_ms/anyOf/1/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}if(!(data4==="NaN"||data4==="Infinity"||data4==="-I\
nfinity")){let err12={instancePath:instancePath+"/avg_session_duration_ms",schemaPath:"#/properties/avg_session_duration\
_ms/anyOf/1/enum",keyword:"enum",params:{allowedValues:schema44.properties.avg_session_duration_ms.anyOf[1].enum}};vErrors===
null?vErrors=[err12]:vErrors.push(err12),errors++}var _valid0=_errs14===errors;valid2=valid2||_valid0}if(valid2)errors=_errs11,
vErrors!==null&&(_errs11?vErrors.length=_errs11:vErrors=null);else{let err13={instancePath:instancePath+"/avg_session_du\
ration_ms",schemaPath:"#/properties/avg_session_duration_ms/anyOf",keyword:"anyOf",params:{}};vErrors===null?vErrors=[err13]:
vErrors.push(err13),errors++}}}else{let err14={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err14]:vErrors.push(err14),errors++}return validate103.errors=vErrors,errors===0}var GetInclusionProofResponse=validate104;function validate105(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.sequence!==void 0){let data0=data.sequence;if(!(typeof data0=="numb\
er"&&!(data0%1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+"/sequence",schemaPath:"#/properti\
es/sequence/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(typeof data0==
"number"&&isFinite(data0)){if(data0>9007199254740991||isNaN(data0)){let err1={instancePath:instancePath+"/sequence",schemaPath:"\
#/properties/sequence/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}if(data0<0||isNaN(data0)){let err2={instancePath:instancePath+"/sequence",schemaPath:"\
#/properties/sequence/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}}}if(data.record!==void 0){let data1=data.record;if(typeof data1=="string"){if(data1.length>4096&&func2(
data1)>4096){let err3={instancePath:instancePath+"/record",schemaPath:"#/properties/record/maxLength",keyword:"maxLength",
params:{limit:4096}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+
"/record",schemaPath:"#/properties/record/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}if(data.event!==void 0&&(validate35(data.event,{instancePath:instancePath+"/event",parentData:data,
parentDataProperty:"event",rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.errors),errors=
vErrors.length)),data.salt_key!==void 0){let data3=data.salt_key;if(typeof data3=="string"){if(!pattern1.test(data3)){let err5={
instancePath:instancePath+"/salt_key",schemaPath:"#/properties/salt_key/pattern",keyword:"pattern",params:{pattern:"^$|^\
[0-9a-f]{64}$"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={instancePath:instancePath+"/s\
alt_key",schemaPath:"#/properties/salt_key/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.
push(err6),errors++}}if(data.leaves!==void 0){let data4=data.leaves;if(Array.isArray(data4)){let len0=data4.length;for(let i0=0;i0<
len0;i0++)validate26(data4[i0],{instancePath:instancePath+"/leaves/"+i0,parentData:data4,parentDataProperty:i0,rootData})||
(vErrors=vErrors===null?validate26.errors:vErrors.concat(validate26.errors),errors=vErrors.length)}else{let err7={instancePath:instancePath+
"/leaves",schemaPath:"#/properties/leaves/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err7]:vErrors.
push(err7),errors++}}data.source_redaction!==void 0&&(validate72(data.source_redaction,{instancePath:instancePath+"/sour\
ce_redaction",parentData:data,parentDataProperty:"source_redaction",rootData})||(vErrors=vErrors===null?validate72.errors:
vErrors.concat(validate72.errors),errors=vErrors.length))}else{let err8={instancePath,schemaPath:"#/type",keyword:"type",
params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}return validate105.errors=vErrors,errors===
0}function validate104(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.entry!==void 0&&(validate105(data.entry,{instancePath:instancePath+
"/entry",parentData:data,parentDataProperty:"entry",rootData})||(vErrors=vErrors===null?validate105.errors:vErrors.concat(
validate105.errors),errors=vErrors.length)),data.tree_size!==void 0){let data1=data.tree_size;if(!(typeof data1=="number"&&
!(data1%1)&&!isNaN(data1)&&isFinite(data1))){let err0={instancePath:instancePath+"/tree_size",schemaPath:"#/properties/t\
ree_size/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(typeof data1==
"number"&&isFinite(data1)){if(data1>9007199254740991||isNaN(data1)){let err1={instancePath:instancePath+"/tree_size",schemaPath:"\
#/properties/tree_size/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}if(data1<-9007199254740991||isNaN(data1)){let err2={instancePath:instancePath+"/tree_\
size",schemaPath:"#/properties/tree_size/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}}}if(data.hashes!==void 0){let data2=data.hashes;if(Array.isArray(data2)){
if(data2.length>64){let err3={instancePath:instancePath+"/hashes",schemaPath:"#/properties/hashes/maxItems",keyword:"max\
Items",params:{limit:64}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}let len0=data2.length;for(let i0=0;i0<
len0;i0++){let data3=data2[i0];if(typeof data3=="string"){if(!pattern5.test(data3)){let err4={instancePath:instancePath+
"/hashes/"+i0,schemaPath:"#/properties/hashes/items/pattern",keyword:"pattern",params:{pattern:"^[0-9a-f]{64}$"}};vErrors===
null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+"/hashes/"+i0,schemaPath:"#/pr\
operties/hashes/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}}else{
let err6={instancePath:instancePath+"/hashes",schemaPath:"#/properties/hashes/type",keyword:"type",params:{type:"array"}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.checkpoint!==void 0&&typeof data.checkpoint!="string"){
let err7={instancePath:instancePath+"/checkpoint",schemaPath:"#/properties/checkpoint/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}return validate104.errors=vErrors,
errors===0}var InfrastructureMetrics=validate110;function validate110(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.resource_type!==
void 0){let data0=data.resource_type;if(typeof data0=="string"){if(data0.length>256&&func2(data0)>256){let err0={instancePath:instancePath+
"/resource_type",schemaPath:"#/properties/resource_type/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+"/resource_type",schemaPath:"#/prop\
erties/resource_type/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}
if(data.metrics!==void 0){let data1=data.metrics;if(!(data1&&typeof data1=="object"&&!Array.isArray(data1))){let err2={instancePath:instancePath+
"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}}if(data.host!==void 0){let data2=data.host;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>
256){let err3={instancePath:instancePath+"/host",schemaPath:"#/properties/host/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+"/host",schemaPath:"\
#/properties/host/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}
if(data.process_id!==void 0){let data3=data.process_id;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)&&isFinite(
data3))){let err5={instancePath:instancePath+"/process_id",schemaPath:"#/properties/process_id/type",keyword:"type",params:{
type:"integer"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(typeof data3=="number"&&isFinite(data3)){if(data3>
2147483647||isNaN(data3)){let err6={instancePath:instancePath+"/process_id",schemaPath:"#/properties/process_id/maximum",
keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data3<
-2147483648||isNaN(data3)){let err7={instancePath:instancePath+"/process_id",schemaPath:"#/properties/process_id/minimum",
keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}
if(data.thread_id!==void 0){let data4=data.thread_id;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err8={
instancePath:instancePath+"/thread_id",schemaPath:"#/properties/thread_id/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}else{let err9={instancePath:instancePath+"/thread_id",schemaPath:"\
#/properties/thread_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}}else{
let err10={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err10]:vErrors.
push(err10),errors++}return validate110.errors=vErrors,errors===0}var IngestEventBatchResponse=validate111;function validate111(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.batch_id!==void 0&&typeof data.batch_id!="string"){let err0={instancePath:instancePath+
"/batch_id",schemaPath:"#/properties/batch_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}if(data.accepted_count!==void 0){let data1=data.accepted_count;if(!(typeof data1=="number"&&
!(data1%1)&&!isNaN(data1)&&isFinite(data1))){let err1={instancePath:instancePath+"/accepted_count",schemaPath:"#/propert\
ies/accepted_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}
if(typeof data1=="number"&&isFinite(data1)){if(data1>2147483647||isNaN(data1)){let err2={instancePath:instancePath+"/acc\
epted_count",schemaPath:"#/properties/accepted_count/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data1<-2147483648||isNaN(data1)){let err3={instancePath:instancePath+
"/accepted_count",schemaPath:"#/properties/accepted_count/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}}if(data.rejected_count!==void 0){let data2=data.rejected_count;
if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)&&isFinite(data2))){let err4={instancePath:instancePath+"/rejected\
_count",schemaPath:"#/properties/rejected_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}if(typeof data2=="number"&&isFinite(data2)){if(data2>2147483647||isNaN(data2)){let err5={instancePath:instancePath+
"/rejected_count",schemaPath:"#/properties/rejected_count/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(data2<-2147483648||isNaN(data2)){let err6={instancePath:instancePath+
"/rejected_count",schemaPath:"#/properties/rejected_count/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}}if(data.rejected_event_ids!==void 0){let data3=data.rejected_event_ids;
if(Array.isArray(data3)){let len0=data3.length;for(let i0=0;i0<len0;i0++)if(typeof data3[i0]!="string"){let err7={instancePath:instancePath+
"/rejected_event_ids/"+i0,schemaPath:"#/properties/rejected_event_ids/items/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/rejected_event_ids",
schemaPath:"#/properties/rejected_event_ids/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err8]:vErrors.
push(err8),errors++}}if(data.rejections!==void 0){let data5=data.rejections;if(Array.isArray(data5)){let len1=data5.length;
for(let i1=0;i1<len1;i1++)validate99(data5[i1],{instancePath:instancePath+"/rejections/"+i1,parentData:data5,parentDataProperty:i1,
rootData})||(vErrors=vErrors===null?validate99.errors:vErrors.concat(validate99.errors),errors=vErrors.length)}else{let err9={
instancePath:instancePath+"/rejections",schemaPath:"#/properties/rejections/type",keyword:"type",params:{type:"array"}};
vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}if(data.notices!==void 0){let data7=data.notices;if(Array.isArray(
data7)){let len2=data7.length;for(let i2=0;i2<len2;i2++)validate98(data7[i2],{instancePath:instancePath+"/notices/"+i2,parentData:data7,
parentDataProperty:i2,rootData})||(vErrors=vErrors===null?validate98.errors:vErrors.concat(validate98.errors),errors=vErrors.
length)}else{let err10={instancePath:instancePath+"/notices",schemaPath:"#/properties/notices/type",keyword:"type",params:{
type:"array"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}}else{let err11={instancePath,schemaPath:"#/\
type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}return validate111.
errors=vErrors,errors===0}var IngestEventResponse=validate114;function validate114(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.event_id!==void 0&&typeof data.event_id!="string"){let err0={instancePath:instancePath+
"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}if(data.status!==void 0&&typeof data.status!="string"){let err1={instancePath:instancePath+"\
/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}if(data.processed_at!==void 0){let data2=data.processed_at;if(!(typeof data2=="number"&&!(data2%1)&&
!isNaN(data2)&&isFinite(data2))){let err2={instancePath:instancePath+"/processed_at",schemaPath:"#/properties/processed_\
at/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(typeof data2==
"number"&&isFinite(data2)){if(data2>9007199254740991||isNaN(data2)){let err3={instancePath:instancePath+"/processed_at",
schemaPath:"#/properties/processed_at/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++}if(data2<-9007199254740991||isNaN(data2)){let err4={instancePath:instancePath+
"/processed_at",schemaPath:"#/properties/processed_at/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}}if(data.notices!==void 0){let data3=data.notices;if(Array.isArray(
data3)){let len0=data3.length;for(let i0=0;i0<len0;i0++)validate98(data3[i0],{instancePath:instancePath+"/notices/"+i0,parentData:data3,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate98.errors:vErrors.concat(validate98.errors),errors=vErrors.
length)}else{let err5={instancePath:instancePath+"/notices",schemaPath:"#/properties/notices/type",keyword:"type",params:{
type:"array"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}}else{let err6={instancePath,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}return validate114.errors=
vErrors,errors===0}var LLMInvocation=validate116;function validate116(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.provider===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"re\
quired",params:{missingProperty:"provider"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.model===void 0){
let err2={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"model"}};vErrors===null?vErrors=
[err2]:vErrors.push(err2),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err3={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}if(data0!=="llm_invocation"){let err4={instancePath:instancePath+"/kind",schemaPath:"#/properties/ki\
nd/const",keyword:"const",params:{allowedValue:"llm_invocation"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}
if(data.provider!==void 0){let data1=data.provider;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err5={
instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={instancePath:instancePath+"/provider",schemaPath:"\
#/properties/provider/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}
if(data.model!==void 0){let data2=data.model;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err7={
instancePath:instancePath+"/model",schemaPath:"#/properties/model/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===
null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/model",schemaPath:"#/propert\
ies/model/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.
request!==void 0){let data3=data.request;if(!(data3&&typeof data3=="object"&&!Array.isArray(data3))){let err9={instancePath:instancePath+
"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err9]:vErrors.
push(err9),errors++}}if(data.response!==void 0){let data4=data.response;if(!(data4&&typeof data4=="object"&&!Array.isArray(
data4))){let err10={instancePath:instancePath+"/response",schemaPath:"#/properties/response/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}if(data.prompt_tokens!==void 0){let data5=data.
prompt_tokens;if(!(typeof data5=="number"&&!(data5%1)&&!isNaN(data5)&&isFinite(data5))){let err11={instancePath:instancePath+
"/prompt_tokens",schemaPath:"#/properties/prompt_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err11]:vErrors.push(err11),errors++}if(typeof data5=="number"&&isFinite(data5)){if(data5>2147483647||isNaN(data5)){let err12={
instancePath:instancePath+"/prompt_tokens",schemaPath:"#/properties/prompt_tokens/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}if(data5<-2147483648||isNaN(data5)){let err13={
instancePath:instancePath+"/prompt_tokens",schemaPath:"#/properties/prompt_tokens/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-2147483648}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}}if(data.completion_tokens!==void 0){
let data6=data.completion_tokens;if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6)&&isFinite(data6))){let err14={instancePath:instancePath+
"/completion_tokens",schemaPath:"#/properties/completion_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===
null?vErrors=[err14]:vErrors.push(err14),errors++}if(typeof data6=="number"&&isFinite(data6)){if(data6>2147483647||isNaN(
data6)){let err15={instancePath:instancePath+"/completion_tokens",schemaPath:"#/properties/completion_tokens/maximum",keyword:"\
maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}if(data6<
-2147483648||isNaN(data6)){let err16={instancePath:instancePath+"/completion_tokens",schemaPath:"#/properties/completion\
_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err16]:vErrors.push(
err16),errors++}}}if(data.total_tokens!==void 0){let data7=data.total_tokens;if(!(typeof data7=="number"&&!(data7%1)&&!isNaN(
data7)&&isFinite(data7))){let err17={instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_tokens/typ\
e",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}if(typeof data7==
"number"&&isFinite(data7)){if(data7>2147483647||isNaN(data7)){let err18={instancePath:instancePath+"/total_tokens",schemaPath:"\
#/properties/total_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[
err18]:vErrors.push(err18),errors++}if(data7<-2147483648||isNaN(data7)){let err19={instancePath:instancePath+"/total_tok\
ens",schemaPath:"#/properties/total_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===
null?vErrors=[err19]:vErrors.push(err19),errors++}}}if(data.temperature!==void 0){let data8=data.temperature;if(!(typeof data8==
"number"&&isFinite(data8))){let err20={instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/typ\
e",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}if(data.max_tokens!==
void 0){let data9=data.max_tokens;if(!(typeof data9=="number"&&!(data9%1)&&!isNaN(data9)&&isFinite(data9))){let err21={instancePath:instancePath+
"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[
err21]:vErrors.push(err21),errors++}if(typeof data9=="number"&&isFinite(data9)){if(data9>2147483647||isNaN(data9)){let err22={
instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}if(data9<-2147483648||isNaN(data9)){let err23={
instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:-2147483648}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}}}if(data.top_p!==void 0){let data10=data.
top_p;if(!(typeof data10=="number"&&isFinite(data10))){let err24={instancePath:instancePath+"/top_p",schemaPath:"#/prope\
rties/top_p/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}}if(data.
frequency_penalty!==void 0){let data11=data.frequency_penalty;if(!(typeof data11=="number"&&isFinite(data11))){let err25={
instancePath:instancePath+"/frequency_penalty",schemaPath:"#/properties/frequency_penalty/type",keyword:"type",params:{type:"\
number"}};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}if(data.presence_penalty!==void 0){let data12=data.
presence_penalty;if(!(typeof data12=="number"&&isFinite(data12))){let err26={instancePath:instancePath+"/presence_penalt\
y",schemaPath:"#/properties/presence_penalty/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err26]:
vErrors.push(err26),errors++}}if(data.start_time!==void 0){let data13=data.start_time;if(typeof data13=="string"){if(!formats0.
test(data13)){let err27={instancePath:instancePath+"/start_time",schemaPath:"#/properties/start_time/format",keyword:"fo\
rmat",params:{format:"date-time"}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}}else{let err28={instancePath:instancePath+
"/start_time",schemaPath:"#/properties/start_time/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err28]:
vErrors.push(err28),errors++}}if(data.end_time!==void 0){let data14=data.end_time;if(typeof data14=="string"){if(!formats0.
test(data14)){let err29={instancePath:instancePath+"/end_time",schemaPath:"#/properties/end_time/format",keyword:"format",
params:{format:"date-time"}};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}else{let err30={instancePath:instancePath+
"/end_time",schemaPath:"#/properties/end_time/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err30]:
vErrors.push(err30),errors++}}if(data.duration_ms!==void 0){let data15=data.duration_ms;if(!(typeof data15=="number"&&isFinite(
data15))){let err31={instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",keyword:"type",
params:{type:"number"}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}}if(data.finish_reason!==void 0){let data16=data.
finish_reason;if(typeof data16=="string"){if(data16.length>256&&func2(data16)>256){let err32={instancePath:instancePath+
"/finish_reason",schemaPath:"#/properties/finish_reason/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err32]:vErrors.push(err32),errors++}}else{let err33={instancePath:instancePath+"/finish_reason",schemaPath:"#/p\
roperties/finish_reason/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err33]:vErrors.push(err33),
errors++}}if(data.response_model!==void 0){let data17=data.response_model;if(typeof data17=="string"){if(data17.length>256&&
func2(data17)>256){let err34={instancePath:instancePath+"/response_model",schemaPath:"#/properties/response_model/maxLen\
gth",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}}else{let err35={
instancePath:instancePath+"/response_model",schemaPath:"#/properties/response_model/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}}if(data.cached_input_tokens!==void 0){let data18=data.
cached_input_tokens;if(!(typeof data18=="number"&&!(data18%1)&&!isNaN(data18)&&isFinite(data18))){let err36={instancePath:instancePath+
"/cached_input_tokens",schemaPath:"#/properties/cached_input_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===
null?vErrors=[err36]:vErrors.push(err36),errors++}if(typeof data18=="number"&&isFinite(data18)){if(data18>2147483647||isNaN(
data18)){let err37={instancePath:instancePath+"/cached_input_tokens",schemaPath:"#/properties/cached_input_tokens/maximu\
m",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}
if(data18<-2147483648||isNaN(data18)){let err38={instancePath:instancePath+"/cached_input_tokens",schemaPath:"#/properti\
es/cached_input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err38]:
vErrors.push(err38),errors++}}}if(data.cache_write_input_tokens!==void 0){let data19=data.cache_write_input_tokens;if(!(typeof data19==
"number"&&!(data19%1)&&!isNaN(data19)&&isFinite(data19))){let err39={instancePath:instancePath+"/cache_write_input_token\
s",schemaPath:"#/properties/cache_write_input_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err39]:vErrors.push(err39),errors++}if(typeof data19=="number"&&isFinite(data19)){if(data19>2147483647||isNaN(data19)){
let err40={instancePath:instancePath+"/cache_write_input_tokens",schemaPath:"#/properties/cache_write_input_tokens/maxim\
um",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}
if(data19<-2147483648||isNaN(data19)){let err41={instancePath:instancePath+"/cache_write_input_tokens",schemaPath:"#/pro\
perties/cache_write_input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=
[err41]:vErrors.push(err41),errors++}}}if(data.reasoning_tokens!==void 0){let data20=data.reasoning_tokens;if(!(typeof data20==
"number"&&!(data20%1)&&!isNaN(data20)&&isFinite(data20))){let err42={instancePath:instancePath+"/reasoning_tokens",schemaPath:"\
#/properties/reasoning_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err42]:vErrors.push(
err42),errors++}if(typeof data20=="number"&&isFinite(data20)){if(data20>2147483647||isNaN(data20)){let err43={instancePath:instancePath+
"/reasoning_tokens",schemaPath:"#/properties/reasoning_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err43]:vErrors.push(err43),errors++}if(data20<-2147483648||isNaN(data20)){let err44={instancePath:instancePath+
"/reasoning_tokens",schemaPath:"#/properties/reasoning_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err44]:vErrors.push(err44),errors++}}}if(data.top_k!==void 0){let data21=data.top_k;if(!(typeof data21==
"number"&&isFinite(data21))){let err45={instancePath:instancePath+"/top_k",schemaPath:"#/properties/top_k/type",keyword:"\
type",params:{type:"number"}};vErrors===null?vErrors=[err45]:vErrors.push(err45),errors++}}if(data.seed!==void 0){let data22=data.
seed;if(!(typeof data22=="number"&&!(data22%1)&&!isNaN(data22)&&isFinite(data22))){let err46={instancePath:instancePath+
"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err46]:vErrors.
push(err46),errors++}if(typeof data22=="number"&&isFinite(data22)){if(data22>9007199254740991||isNaN(data22)){let err47={
instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err47]:vErrors.push(err47),errors++}if(data22<-9007199254740991||isNaN(data22)){let err48={instancePath:instancePath+
"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===
null?vErrors=[err48]:vErrors.push(err48),errors++}}}if(data.stop_sequences!==void 0){let data23=data.stop_sequences;if(Array.
isArray(data23)){let len0=data23.length;for(let i0=0;i0<len0;i0++){let data24=data23[i0];if(typeof data24=="string"){if(data24.
length>1024&&func2(data24)>1024){let err49={instancePath:instancePath+"/stop_sequences/"+i0,schemaPath:"#/properties/sto\
p_sequences/items/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err49]:vErrors.push(err49),
errors++}}else{let err50={instancePath:instancePath+"/stop_sequences/"+i0,schemaPath:"#/properties/stop_sequences/items/\
type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err50]:vErrors.push(err50),errors++}}}else{let err51={
instancePath:instancePath+"/stop_sequences",schemaPath:"#/properties/stop_sequences/type",keyword:"type",params:{type:"a\
rray"}};vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}}if(data.choice_count!==void 0){let data25=data.choice_count;
if(!(typeof data25=="number"&&!(data25%1)&&!isNaN(data25)&&isFinite(data25))){let err52={instancePath:instancePath+"/cho\
ice_count",schemaPath:"#/properties/choice_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err52]:
vErrors.push(err52),errors++}if(typeof data25=="number"&&isFinite(data25)){if(data25>2147483647||isNaN(data25)){let err53={
instancePath:instancePath+"/choice_count",schemaPath:"#/properties/choice_count/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:2147483647}};vErrors===null?vErrors=[err53]:vErrors.push(err53),errors++}if(data25<-2147483648||isNaN(data25)){
let err54={instancePath:instancePath+"/choice_count",schemaPath:"#/properties/choice_count/minimum",keyword:"minimum",params:{
comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err54]:vErrors.push(err54),errors++}}}if(data.time_to_first_token_ms!==
void 0){let data26=data.time_to_first_token_ms;if(!(typeof data26=="number"&&isFinite(data26))){let err55={instancePath:instancePath+
"/time_to_first_token_ms",schemaPath:"#/properties/time_to_first_token_ms/type",keyword:"type",params:{type:"number"}};vErrors===
null?vErrors=[err55]:vErrors.push(err55),errors++}}}else{let err56={instancePath,schemaPath:"#/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err56]:vErrors.push(err56),errors++}return validate116.errors=vErrors,errors===0}
var ListEntriesResponse=validate117;function validate117(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.entries!==void 0){let data0=data.entries;if(Array.isArray(data0)){let len0=data0.
length;for(let i0=0;i0<len0;i0++)validate105(data0[i0],{instancePath:instancePath+"/entries/"+i0,parentData:data0,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate105.errors:vErrors.concat(validate105.errors),errors=vErrors.length)}else{let err0={
instancePath:instancePath+"/entries",schemaPath:"#/properties/entries/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err0]:vErrors.push(err0),errors++}}if(data.log_size!==void 0){let data2=data.log_size;if(!(typeof data2=="\
number"&&!(data2%1)&&!isNaN(data2)&&isFinite(data2))){let err1={instancePath:instancePath+"/log_size",schemaPath:"#/prop\
erties/log_size/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}
if(typeof data2=="number"&&isFinite(data2)){if(data2>9007199254740991||isNaN(data2)){let err2={instancePath:instancePath+
"/log_size",schemaPath:"#/properties/log_size/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data2<-9007199254740991||isNaN(data2)){let err3={instancePath:instancePath+
"/log_size",schemaPath:"#/properties/log_size/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}}}else{let err4={instancePath,schemaPath:"#/type",keyword:"ty\
pe",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}return validate117.errors=vErrors,
errors===0}var ListSessionsResponse=validate119;var schema54={type:["string","integer"]};function validate121(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema54.type}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}return validate121.errors=vErrors,errors===0}var schema55={type:"object",properties:{currency:{type:"stri\
ng"},cost:{anyOf:[{type:"number",format:"double"},{type:"string",enum:["NaN","Infinity","-Infinity"]}]}}};function validate123(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.currency!==void 0&&typeof data.currency!="string"){let err0={instancePath:instancePath+"/c\
urrency",schemaPath:"#/properties/currency/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:vErrors.
push(err0),errors++}if(data.cost!==void 0){let data1=data.cost,_errs4=errors,valid1=!1,_errs5=errors;if(!(typeof data1==
"number"&&isFinite(data1))){let err1={instancePath:instancePath+"/cost",schemaPath:"#/properties/cost/anyOf/0/type",keyword:"\
type",params:{type:"number"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}var _valid0=_errs5===errors;if(valid1=
valid1||_valid0,!valid1){let _errs7=errors;if(typeof data1!="string"){let err2={instancePath:instancePath+"/cost",schemaPath:"\
#/properties/cost/anyOf/1/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),
errors++}if(!(data1==="NaN"||data1==="Infinity"||data1==="-Infinity")){let err3={instancePath:instancePath+"/cost",schemaPath:"\
#/properties/cost/anyOf/1/enum",keyword:"enum",params:{allowedValues:schema55.properties.cost.anyOf[1].enum}};vErrors===
null?vErrors=[err3]:vErrors.push(err3),errors++}var _valid0=_errs7===errors;valid1=valid1||_valid0}if(valid1)errors=_errs4,
vErrors!==null&&(_errs4?vErrors.length=_errs4:vErrors=null);else{let err4={instancePath:instancePath+"/cost",schemaPath:"\
#/properties/cost/anyOf",keyword:"anyOf",params:{}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}}else{let err5={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),
errors++}return validate123.errors=vErrors,errors===0}function validate120(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.session_id!==
void 0&&typeof data.session_id!="string"){let err0={instancePath:instancePath+"/session_id",schemaPath:"#/properties/ses\
sion_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.project_id!==
void 0&&typeof data.project_id!="string"){let err1={instancePath:instancePath+"/project_id",schemaPath:"#/properties/pro\
ject_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.first_event_at!==
void 0){let data2=data.first_event_at;if(typeof data2=="string"){if(!formats0.test(data2)){let err2={instancePath:instancePath+
"/first_event_at",schemaPath:"#/properties/first_event_at/format",keyword:"format",params:{format:"date-time"}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/first_event_at",schemaPath:"\
#/properties/first_event_at/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),
errors++}}if(data.last_event_at!==void 0){let data3=data.last_event_at;if(typeof data3=="string"){if(!formats0.test(data3)){
let err4={instancePath:instancePath+"/last_event_at",schemaPath:"#/properties/last_event_at/format",keyword:"format",params:{
format:"date-time"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+
"/last_event_at",schemaPath:"#/properties/last_event_at/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err5]:vErrors.push(err5),errors++}}if(data.event_count!==void 0){let data4=data.event_count;if(!(typeof data4=="number"&&
!(data4%1)&&!isNaN(data4)&&isFinite(data4))){let err6={instancePath:instancePath+"/event_count",schemaPath:"#/properties\
/event_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(typeof data4==
"number"&&isFinite(data4)){if(data4>9007199254740991||isNaN(data4)){let err7={instancePath:instancePath+"/event_count",schemaPath:"\
#/properties/event_count/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err7]:vErrors.push(err7),errors++}if(data4<-9007199254740991||isNaN(data4)){let err8={instancePath:instancePath+"/event\
_count",schemaPath:"#/properties/event_count/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}}if(data.state!==void 0&&(validate121(data.state,{instancePath:instancePath+
"/state",parentData:data,parentDataProperty:"state",rootData})||(vErrors=vErrors===null?validate121.errors:vErrors.concat(
validate121.errors),errors=vErrors.length)),data.model_calls!==void 0){let data6=data.model_calls;if(!(typeof data6=="nu\
mber"&&!(data6%1)&&!isNaN(data6)&&isFinite(data6))){let err9={instancePath:instancePath+"/model_calls",schemaPath:"#/pro\
perties/model_calls/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}
if(typeof data6=="number"&&isFinite(data6)){if(data6>9007199254740991||isNaN(data6)){let err10={instancePath:instancePath+
"/model_calls",schemaPath:"#/properties/model_calls/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}if(data6<-9007199254740991||isNaN(data6)){let err11={instancePath:instancePath+
"/model_calls",schemaPath:"#/properties/model_calls/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}}if(data.tool_calls!==void 0){let data7=data.tool_calls;if(!(typeof data7==
"number"&&!(data7%1)&&!isNaN(data7)&&isFinite(data7))){let err12={instancePath:instancePath+"/tool_calls",schemaPath:"#/\
properties/tool_calls/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}
if(typeof data7=="number"&&isFinite(data7)){if(data7>9007199254740991||isNaN(data7)){let err13={instancePath:instancePath+
"/tool_calls",schemaPath:"#/properties/tool_calls/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}if(data7<-9007199254740991||isNaN(data7)){let err14={instancePath:instancePath+
"/tool_calls",schemaPath:"#/properties/tool_calls/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}}if(data.handoffs!==void 0){let data8=data.handoffs;if(!(typeof data8==
"number"&&!(data8%1)&&!isNaN(data8)&&isFinite(data8))){let err15={instancePath:instancePath+"/handoffs",schemaPath:"#/pr\
operties/handoffs/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}
if(typeof data8=="number"&&isFinite(data8)){if(data8>9007199254740991||isNaN(data8)){let err16={instancePath:instancePath+
"/handoffs",schemaPath:"#/properties/handoffs/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}if(data8<-9007199254740991||isNaN(data8)){let err17={instancePath:instancePath+
"/handoffs",schemaPath:"#/properties/handoffs/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}}}if(data.data_accesses!==void 0){let data9=data.data_accesses;
if(!(typeof data9=="number"&&!(data9%1)&&!isNaN(data9)&&isFinite(data9))){let err18={instancePath:instancePath+"/data_ac\
cesses",schemaPath:"#/properties/data_accesses/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err18]:
vErrors.push(err18),errors++}if(typeof data9=="number"&&isFinite(data9)){if(data9>9007199254740991||isNaN(data9)){let err19={
instancePath:instancePath+"/data_accesses",schemaPath:"#/properties/data_accesses/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:9007199254740991}};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}if(data9<-9007199254740991||isNaN(
data9)){let err20={instancePath:instancePath+"/data_accesses",schemaPath:"#/properties/data_accesses/minimum",keyword:"m\
inimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}}
if(data.errors!==void 0){let data10=data.errors;if(!(typeof data10=="number"&&!(data10%1)&&!isNaN(data10)&&isFinite(data10))){
let err21={instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/type",keyword:"type",params:{type:"intege\
r"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}if(typeof data10=="number"&&isFinite(data10)){if(data10>
9007199254740991||isNaN(data10)){let err22={instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/maximum",
keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}
if(data10<-9007199254740991||isNaN(data10)){let err23={instancePath:instancePath+"/errors",schemaPath:"#/properties/erro\
rs/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err23]:vErrors.push(
err23),errors++}}}if(data.policy_decisions!==void 0){let data11=data.policy_decisions;if(!(typeof data11=="number"&&!(data11%
1)&&!isNaN(data11)&&isFinite(data11))){let err24={instancePath:instancePath+"/policy_decisions",schemaPath:"#/properties\
/policy_decisions/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err24]:vErrors.push(err24),errors++}
if(typeof data11=="number"&&isFinite(data11)){if(data11>9007199254740991||isNaN(data11)){let err25={instancePath:instancePath+
"/policy_decisions",schemaPath:"#/properties/policy_decisions/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}if(data11<-9007199254740991||isNaN(data11)){let err26={instancePath:instancePath+
"/policy_decisions",schemaPath:"#/properties/policy_decisions/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err26]:vErrors.push(err26),errors++}}}if(data.policy_outcomes!==void 0){let data12=data.policy_outcomes;
if(data12&&typeof data12=="object"&&!Array.isArray(data12))for(let key0 in data12){let data13=data12[key0];if(!(typeof data13==
"number"&&!(data13%1)&&!isNaN(data13)&&isFinite(data13))){let err27={instancePath:instancePath+"/policy_outcomes/"+key0.
replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/policy_outcomes/additionalProperties/type",keyword:"type",
params:{type:"integer"}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}if(typeof data13=="number"&&isFinite(
data13)){if(data13>9007199254740991||isNaN(data13)){let err28={instancePath:instancePath+"/policy_outcomes/"+key0.replace(
/~/g,"~0").replace(/\//g,"~1"),schemaPath:"#/properties/policy_outcomes/additionalProperties/maximum",keyword:"maximum",
params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err28]:vErrors.push(err28),errors++}if(data13<-9007199254740991||
isNaN(data13)){let err29={instancePath:instancePath+"/policy_outcomes/"+key0.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"\
#/properties/policy_outcomes/additionalProperties/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}}else{let err30={instancePath:instancePath+"/policy_outcome\
s",schemaPath:"#/properties/policy_outcomes/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err30]:
vErrors.push(err30),errors++}}if(data.more_policy_outcomes!==void 0){let data14=data.more_policy_outcomes;if(!(typeof data14==
"number"&&!(data14%1)&&!isNaN(data14)&&isFinite(data14))){let err31={instancePath:instancePath+"/more_policy_outcomes",schemaPath:"\
#/properties/more_policy_outcomes/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err31]:vErrors.push(
err31),errors++}if(typeof data14=="number"&&isFinite(data14)){if(data14>9007199254740991||isNaN(data14)){let err32={instancePath:instancePath+
"/more_policy_outcomes",schemaPath:"#/properties/more_policy_outcomes/maximum",keyword:"maximum",params:{comparison:"<=",
limit:9007199254740991}};vErrors===null?vErrors=[err32]:vErrors.push(err32),errors++}if(data14<-9007199254740991||isNaN(
data14)){let err33={instancePath:instancePath+"/more_policy_outcomes",schemaPath:"#/properties/more_policy_outcomes/mini\
mum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err33]:vErrors.push(err33),
errors++}}}if(data.input_tokens!==void 0){let data15=data.input_tokens;if(!(typeof data15=="number"&&!(data15%1)&&!isNaN(
data15)&&isFinite(data15))){let err34={instancePath:instancePath+"/input_tokens",schemaPath:"#/properties/input_tokens/t\
ype",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}if(typeof data15==
"number"&&isFinite(data15)){if(data15>9007199254740991||isNaN(data15)){let err35={instancePath:instancePath+"/input_toke\
ns",schemaPath:"#/properties/input_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===
null?vErrors=[err35]:vErrors.push(err35),errors++}if(data15<-9007199254740991||isNaN(data15)){let err36={instancePath:instancePath+
"/input_tokens",schemaPath:"#/properties/input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err36]:vErrors.push(err36),errors++}}}if(data.output_tokens!==void 0){let data16=data.output_tokens;
if(!(typeof data16=="number"&&!(data16%1)&&!isNaN(data16)&&isFinite(data16))){let err37={instancePath:instancePath+"/out\
put_tokens",schemaPath:"#/properties/output_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err37]:vErrors.push(err37),errors++}if(typeof data16=="number"&&isFinite(data16)){if(data16>9007199254740991||isNaN(data16)){
let err38={instancePath:instancePath+"/output_tokens",schemaPath:"#/properties/output_tokens/maximum",keyword:"maximum",
params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}if(data16<-9007199254740991||
isNaN(data16)){let err39={instancePath:instancePath+"/output_tokens",schemaPath:"#/properties/output_tokens/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err39]:vErrors.push(err39),errors++}}}
if(data.total_tokens!==void 0){let data17=data.total_tokens;if(!(typeof data17=="number"&&!(data17%1)&&!isNaN(data17)&&isFinite(
data17))){let err40={instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_tokens/type",keyword:"type",
params:{type:"integer"}};vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}if(typeof data17=="number"&&isFinite(
data17)){if(data17>9007199254740991||isNaN(data17)){let err41={instancePath:instancePath+"/total_tokens",schemaPath:"#/p\
roperties/total_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err41]:vErrors.push(err41),errors++}if(data17<-9007199254740991||isNaN(data17)){let err42={instancePath:instancePath+"/\
total_tokens",schemaPath:"#/properties/total_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err42]:vErrors.push(err42),errors++}}}if(data.costs!==void 0){let data18=data.costs;if(Array.isArray(
data18)){let len0=data18.length;for(let i0=0;i0<len0;i0++)validate123(data18[i0],{instancePath:instancePath+"/costs/"+i0,
parentData:data18,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate123.errors:vErrors.concat(validate123.
errors),errors=vErrors.length)}else{let err43={instancePath:instancePath+"/costs",schemaPath:"#/properties/costs/type",keyword:"\
type",params:{type:"array"}};vErrors===null?vErrors=[err43]:vErrors.push(err43),errors++}}if(data.more_costs!==void 0){let data20=data.
more_costs;if(!(typeof data20=="number"&&!(data20%1)&&!isNaN(data20)&&isFinite(data20))){let err44={instancePath:instancePath+
"/more_costs",schemaPath:"#/properties/more_costs/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[
err44]:vErrors.push(err44),errors++}if(typeof data20=="number"&&isFinite(data20)){if(data20>9007199254740991||isNaN(data20)){
let err45={instancePath:instancePath+"/more_costs",schemaPath:"#/properties/more_costs/maximum",keyword:"maximum",params:{
comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err45]:vErrors.push(err45),errors++}if(data20<-9007199254740991||
isNaN(data20)){let err46={instancePath:instancePath+"/more_costs",schemaPath:"#/properties/more_costs/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err46]:vErrors.push(err46),errors++}}}
if(data.agent_ids!==void 0){let data21=data.agent_ids;if(Array.isArray(data21)){let len1=data21.length;for(let i1=0;i1<len1;i1++)
if(typeof data21[i1]!="string"){let err47={instancePath:instancePath+"/agent_ids/"+i1,schemaPath:"#/properties/agent_ids\
/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err47]:vErrors.push(err47),errors++}}else{let err48={
instancePath:instancePath+"/agent_ids",schemaPath:"#/properties/agent_ids/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err48]:vErrors.push(err48),errors++}}if(data.more_agents!==void 0){let data23=data.more_agents;if(!(typeof data23==
"number"&&!(data23%1)&&!isNaN(data23)&&isFinite(data23))){let err49={instancePath:instancePath+"/more_agents",schemaPath:"\
#/properties/more_agents/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err49]:vErrors.push(err49),
errors++}if(typeof data23=="number"&&isFinite(data23)){if(data23>9007199254740991||isNaN(data23)){let err50={instancePath:instancePath+
"/more_agents",schemaPath:"#/properties/more_agents/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err50]:vErrors.push(err50),errors++}if(data23<-9007199254740991||isNaN(data23)){let err51={instancePath:instancePath+
"/more_agents",schemaPath:"#/properties/more_agents/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}}}}else{let err52={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err52]:vErrors.push(err52),errors++}return validate120.errors=vErrors,
errors===0}function validate119(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.sessions!==void 0){let data0=data.sessions;if(Array.
isArray(data0)){let len0=data0.length;for(let i0=0;i0<len0;i0++)validate120(data0[i0],{instancePath:instancePath+"/sessi\
ons/"+i0,parentData:data0,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate120.errors:vErrors.concat(validate120.
errors),errors=vErrors.length)}else{let err0={instancePath:instancePath+"/sessions",schemaPath:"#/properties/sessions/ty\
pe",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}if(data.next_page_token!==
void 0&&typeof data.next_page_token!="string"){let err1={instancePath:instancePath+"/next_page_token",schemaPath:"#/prop\
erties/next_page_token/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}else{
let err2={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}return validate119.errors=vErrors,errors===0}var LogEntry=validate126;function validate126(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(
data)){if(data.sequence!==void 0){let data0=data.sequence;if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)&&isFinite(
data0))){let err0={instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/type",keyword:"type",params:{
type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(typeof data0=="number"&&isFinite(data0)){if(data0>
9007199254740991||isNaN(data0)){let err1={instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/maximu\
m",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}
if(data0<0||isNaN(data0)){let err2={instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/minimum",keyword:"\
minimum",params:{comparison:">=",limit:0}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}if(data.record!==
void 0){let data1=data.record;if(typeof data1=="string"){if(data1.length>4096&&func2(data1)>4096){let err3={instancePath:instancePath+
"/record",schemaPath:"#/properties/record/maxLength",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=[err3]:
vErrors.push(err3),errors++}}else{let err4={instancePath:instancePath+"/record",schemaPath:"#/properties/record/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.event!==void 0&&(validate35(
data.event,{instancePath:instancePath+"/event",parentData:data,parentDataProperty:"event",rootData})||(vErrors=vErrors===
null?validate35.errors:vErrors.concat(validate35.errors),errors=vErrors.length)),data.salt_key!==void 0){let data3=data.
salt_key;if(typeof data3=="string"){if(!pattern1.test(data3)){let err5={instancePath:instancePath+"/salt_key",schemaPath:"\
#/properties/salt_key/pattern",keyword:"pattern",params:{pattern:"^$|^[0-9a-f]{64}$"}};vErrors===null?vErrors=[err5]:vErrors.
push(err5),errors++}}else{let err6={instancePath:instancePath+"/salt_key",schemaPath:"#/properties/salt_key/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.leaves!==void 0){let data4=data.
leaves;if(Array.isArray(data4)){let len0=data4.length;for(let i0=0;i0<len0;i0++)validate26(data4[i0],{instancePath:instancePath+
"/leaves/"+i0,parentData:data4,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate26.errors:vErrors.concat(
validate26.errors),errors=vErrors.length)}else{let err7={instancePath:instancePath+"/leaves",schemaPath:"#/properties/le\
aves/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}data.source_redaction!==
void 0&&(validate72(data.source_redaction,{instancePath:instancePath+"/source_redaction",parentData:data,parentDataProperty:"\
source_redaction",rootData})||(vErrors=vErrors===null?validate72.errors:vErrors.concat(validate72.errors),errors=vErrors.
length))}else{let err8={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[
err8]:vErrors.push(err8),errors++}return validate126.errors=vErrors,errors===0}var MCPCall=validate130;function validate130(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.server_name===void 0){let err1={instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"server_name"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),
errors++}if(data.operation===void 0){let err2={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
operation"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!=
"string"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data0!=="mcp_call"){let err4={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"mcp_call"}};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}if(data.server_name!==void 0){let data1=data.server_name;if(typeof data1=="string"){if(data1.
length>256&&func2(data1)>256){let err5={instancePath:instancePath+"/server_name",schemaPath:"#/properties/server_name/ma\
xLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={
instancePath:instancePath+"/server_name",schemaPath:"#/properties/server_name/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.server_url!==void 0){let data2=data.server_url;if(typeof data2==
"string"){if(data2.length>2048&&func2(data2)>2048){let err7={instancePath:instancePath+"/server_url",schemaPath:"#/prope\
rties/server_url/maxLength",keyword:"maxLength",params:{limit:2048}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{
let err8={instancePath:instancePath+"/server_url",schemaPath:"#/properties/server_url/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.operation!==void 0){let data3=data.operation;
if(typeof data3=="string"){if(data3.length>256&&func2(data3)>256){let err9={instancePath:instancePath+"/operation",schemaPath:"\
#/properties/operation/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err9]:vErrors.push(err9),
errors++}}else{let err10={instancePath:instancePath+"/operation",schemaPath:"#/properties/operation/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}if(data.method!==void 0){let data4=data.
method;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err11={instancePath:instancePath+"/method",
schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err11]:vErrors.
push(err11),errors++}}else{let err12={instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}}if(data.request!==void 0){let data5=data.
request;if(!(data5&&typeof data5=="object"&&!Array.isArray(data5))){let err13={instancePath:instancePath+"/request",schemaPath:"\
#/properties/request/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}
if(data.response!==void 0){let data6=data.response;if(!(data6&&typeof data6=="object"&&!Array.isArray(data6))){let err14={
instancePath:instancePath+"/response",schemaPath:"#/properties/response/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err14]:vErrors.push(err14),errors++}}if(data.protocol_version!==void 0){let data7=data.protocol_version;if(typeof data7==
"string"){if(data7.length>256&&func2(data7)>256){let err15={instancePath:instancePath+"/protocol_version",schemaPath:"#/\
properties/protocol_version/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err15]:vErrors.push(
err15),errors++}}else{let err16={instancePath:instancePath+"/protocol_version",schemaPath:"#/properties/protocol_version\
/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}if(data.execution_time_ms!==
void 0){let data8=data.execution_time_ms;if(!(typeof data8=="number"&&isFinite(data8))){let err17={instancePath:instancePath+
"/execution_time_ms",schemaPath:"#/properties/execution_time_ms/type",keyword:"type",params:{type:"number"}};vErrors===null?
vErrors=[err17]:vErrors.push(err17),errors++}}if(data.session_id!==void 0){let data9=data.session_id;if(typeof data9=="s\
tring"){if(data9.length>4096&&func2(data9)>4096){let err18={instancePath:instancePath+"/session_id",schemaPath:"#/proper\
ties/session_id/maxLength",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=[err18]:vErrors.push(err18),errors++}}else{
let err19={instancePath:instancePath+"/session_id",schemaPath:"#/properties/session_id/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}}if(data.request_id!==void 0){let data10=data.request_id;
if(typeof data10=="string"){if(data10.length>256&&func2(data10)>256){let err20={instancePath:instancePath+"/request_id",
schemaPath:"#/properties/request_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err20]:vErrors.
push(err20),errors++}}else{let err21={instancePath:instancePath+"/request_id",schemaPath:"#/properties/request_id/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}}}else{let err22={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}return validate130.
errors=vErrors,errors===0}var MessageContent=validate131;function validate131(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.text===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"requir\
ed",params:{missingProperty:"text"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.
kind;if(typeof data0!="string"){let err2={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="message"){let err3={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"message"}};
vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.role!==void 0){let data1=data.role;if(typeof data1=="\
string"){if(data1.length>256&&func2(data1)>256){let err4={instancePath:instancePath+"/role",schemaPath:"#/properties/rol\
e/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={
instancePath:instancePath+"/role",schemaPath:"#/properties/role/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err5]:vErrors.push(err5),errors++}}if(data.text!==void 0&&typeof data.text!="string"){let err6={instancePath:instancePath+
"/text",schemaPath:"#/properties/text/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err6]:vErrors.
push(err6),errors++}if(data.metadata!==void 0){let data3=data.metadata;if(!(data3&&typeof data3=="object"&&!Array.isArray(
data3))){let err7={instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}else{let err8={instancePath,schemaPath:"#/ty\
pe",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}return validate131.
errors=vErrors,errors===0}var PerformanceMetrics=validate132;function validate132(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.cpu_percent!==
void 0){let data0=data.cpu_percent;if(!(typeof data0=="number"&&isFinite(data0))){let err0={instancePath:instancePath+"/\
cpu_percent",schemaPath:"#/properties/cpu_percent/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}}if(data.memory_mb!==void 0){let data1=data.memory_mb;if(!(typeof data1=="number"&&isFinite(
data1))){let err1={instancePath:instancePath+"/memory_mb",schemaPath:"#/properties/memory_mb/type",keyword:"type",params:{
type:"number"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}if(data.duration_ms!==void 0){let data2=data.
duration_ms;if(!(typeof data2=="number"&&isFinite(data2))){let err2={instancePath:instancePath+"/duration_ms",schemaPath:"\
#/properties/duration_ms/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}
if(data.throughput!==void 0){let data3=data.throughput;if(!(typeof data3=="number"&&isFinite(data3))){let err3={instancePath:instancePath+
"/throughput",schemaPath:"#/properties/throughput/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err3]:
vErrors.push(err3),errors++}}if(data.latency_ms!==void 0){let data4=data.latency_ms;if(!(typeof data4=="number"&&isFinite(
data4))){let err4={instancePath:instancePath+"/latency_ms",schemaPath:"#/properties/latency_ms/type",keyword:"type",params:{
type:"number"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}}else{let err5={instancePath,schemaPath:"#/ty\
pe",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}return validate132.
errors=vErrors,errors===0}var PolicyDecision=validate133;function validate133(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.policy_id===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"r\
equired",params:{missingProperty:"policy_id"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.outcome===
void 0){let err2={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"outcome"}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err3={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err3]:vErrors.push(err3),errors++}if(data0!=="policy_decision"){let err4={instancePath:instancePath+"/kind",schemaPath:"\
#/properties/kind/const",keyword:"const",params:{allowedValue:"policy_decision"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}if(data.policy_id!==void 0){let data1=data.policy_id;if(typeof data1=="string"){if(data1.length>256&&
func2(data1)>256){let err5={instancePath:instancePath+"/policy_id",schemaPath:"#/properties/policy_id/maxLength",keyword:"\
maxLength",params:{limit:256}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={instancePath:instancePath+
"/policy_id",schemaPath:"#/properties/policy_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err6]:
vErrors.push(err6),errors++}}if(data.outcome!==void 0){let data2=data.outcome;if(typeof data2=="string"){if(data2.length>
256&&func2(data2)>256){let err7={instancePath:instancePath+"/outcome",schemaPath:"#/properties/outcome/maxLength",keyword:"\
maxLength",params:{limit:256}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+
"/outcome",schemaPath:"#/properties/outcome/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.
push(err8),errors++}}if(data.rule_ids!==void 0){let data3=data.rule_ids;if(Array.isArray(data3)){let len0=data3.length;for(let i0=0;i0<
len0;i0++){let data4=data3[i0];if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err9={instancePath:instancePath+
"/rule_ids/"+i0,schemaPath:"#/properties/rule_ids/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+"/rule_ids/"+i0,schemaPath:"#/prop\
erties/rule_ids/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}}else{
let err11={instancePath:instancePath+"/rule_ids",schemaPath:"#/properties/rule_ids/type",keyword:"type",params:{type:"ar\
ray"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}if(data.rationale!==void 0&&typeof data.rationale!="\
string"){let err12={instancePath:instancePath+"/rationale",schemaPath:"#/properties/rationale/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}if(data.policy_version!==void 0){let data6=data.
policy_version;if(typeof data6=="string"){if(data6.length>256&&func2(data6)>256){let err13={instancePath:instancePath+"/\
policy_version",schemaPath:"#/properties/policy_version/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err13]:vErrors.push(err13),errors++}}else{let err14={instancePath:instancePath+"/policy_version",schemaPath:"#/\
properties/policy_version/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),
errors++}}if(data.approver!==void 0&&(validate31(data.approver,{instancePath:instancePath+"/approver",parentData:data,parentDataProperty:"\
approver",rootData})||(vErrors=vErrors===null?validate31.errors:vErrors.concat(validate31.errors),errors=vErrors.length)),
data.target_span_id!==void 0){let data8=data.target_span_id;if(typeof data8=="string"){if(data8.length>256&&func2(data8)>
256){let err15={instancePath:instancePath+"/target_span_id",schemaPath:"#/properties/target_span_id/maxLength",keyword:"\
maxLength",params:{limit:256}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}}else{let err16={instancePath:instancePath+
"/target_span_id",schemaPath:"#/properties/target_span_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err16]:vErrors.push(err16),errors++}}if(data.enforced!==void 0&&typeof data.enforced!="boolean"){let err17={instancePath:instancePath+
"/enforced",schemaPath:"#/properties/enforced/type",keyword:"type",params:{type:"boolean"}};vErrors===null?vErrors=[err17]:
vErrors.push(err17),errors++}}else{let err18={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err18]:vErrors.push(err18),errors++}return validate133.errors=vErrors,errors===0}var Principal=validate135;
function validate135(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.id!==void 0){let data0=data.id;if(typeof data0=="string"){if(data0.
length>1024&&func2(data0)>1024){let err0={instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLength",keyword:"\
maxLength",params:{limit:1024}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+
"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(
err1),errors++}}if(data.kind!==void 0&&(validate32(data.kind,{instancePath:instancePath+"/kind",parentData:data,parentDataProperty:"\
kind",rootData})||(vErrors=vErrors===null?validate32.errors:vErrors.concat(validate32.errors),errors=vErrors.length)),data.
name!==void 0){let data2=data.name;if(typeof data2=="string"){if(data2.length>1024&&func2(data2)>1024){let err2={instancePath:instancePath+
"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err2]:
vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.issuer!==void 0){let data3=data.
issuer;if(typeof data3=="string"){if(data3.length>2048&&func2(data3)>2048){let err4={instancePath:instancePath+"/issuer",
schemaPath:"#/properties/issuer/maxLength",keyword:"maxLength",params:{limit:2048}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}else{let err5={instancePath:instancePath+"/issuer",schemaPath:"#/properties/issuer/type",keyword:"t\
ype",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.roles!==void 0){let data4=data.
roles;if(Array.isArray(data4)){if(data4.length>256){let err6={instancePath:instancePath+"/roles",schemaPath:"#/propertie\
s/roles/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}let len0=data4.
length;for(let i0=0;i0<len0;i0++){let data5=data4[i0];if(typeof data5=="string"){if(data5.length>1024&&func2(data5)>1024){
let err7={instancePath:instancePath+"/roles/"+i0,schemaPath:"#/properties/roles/items/maxLength",keyword:"maxLength",params:{
limit:1024}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/roles\
/"+i0,schemaPath:"#/properties/roles/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.
push(err8),errors++}}}else{let err9={instancePath:instancePath+"/roles",schemaPath:"#/properties/roles/type",keyword:"ty\
pe",params:{type:"array"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}}else{let err10={instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}return validate135.
errors=vErrors,errors===0}var PrincipalKind=validate137;function validate137(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&
isFinite(data))){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema17.type}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}return validate137.errors=vErrors,errors===0}var Problem=validate138;function validate139(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.pointer===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"pointer"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.detail===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"detail"}};vErrors===null?
vErrors=[err1]:vErrors.push(err1),errors++}if(data.pointer!==void 0&&typeof data.pointer!="string"){let err2={instancePath:instancePath+
"/pointer",schemaPath:"#/properties/pointer/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data.detail!==void 0&&typeof data.detail!="string"){let err3={instancePath:instancePath+"/detail",
schemaPath:"#/properties/detail/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(
err3),errors++}}else{let err4={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=
[err4]:vErrors.push(err4),errors++}return validate139.errors=vErrors,errors===0}function validate138(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(
data)){if(data.type===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
type"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.title===void 0){let err1={instancePath,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"title"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}
if(data.status===void 0){let err2={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"stat\
us"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.type!==void 0&&typeof data.type!="string"){let err3={
instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type:"string"}};vErrors===null?
vErrors=[err3]:vErrors.push(err3),errors++}if(data.title!==void 0&&typeof data.title!="string"){let err4={instancePath:instancePath+
"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}if(data.status!==void 0){let data2=data.status;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)&&
isFinite(data2))){let err5={instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{
type:"integer"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(typeof data2=="number"&&isFinite(data2)){if(data2>
599||isNaN(data2)){let err6={instancePath:instancePath+"/status",schemaPath:"#/properties/status/maximum",keyword:"maxim\
um",params:{comparison:"<=",limit:599}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data2<100||isNaN(data2)){
let err7={instancePath:instancePath+"/status",schemaPath:"#/properties/status/minimum",keyword:"minimum",params:{comparison:"\
>=",limit:100}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}if(data.detail!==void 0&&typeof data.detail!=
"string"){let err8={instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}if(data.instance!==void 0&&typeof data.instance!="st\
ring"){let err9={instancePath:instancePath+"/instance",schemaPath:"#/properties/instance/type",keyword:"type",params:{type:"\
string"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}if(data.errors!==void 0){let data5=data.errors;if(Array.
isArray(data5)){let len0=data5.length;for(let i0=0;i0<len0;i0++)validate139(data5[i0],{instancePath:instancePath+"/error\
s/"+i0,parentData:data5,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate139.errors:vErrors.concat(validate139.
errors),errors=vErrors.length)}else{let err10={instancePath:instancePath+"/errors",schemaPath:"#/properties/errors/type",
keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}}}else{let err11={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}return validate138.
errors=vErrors,errors===0}var ProblemError=validate141;function validate141(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.pointer===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"pointer"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.detail===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"requ\
ired",params:{missingProperty:"detail"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.pointer!==void 0&&
typeof data.pointer!="string"){let err2={instancePath:instancePath+"/pointer",schemaPath:"#/properties/pointer/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.detail!==void 0&&typeof data.
detail!="string"){let err3={instancePath:instancePath+"/detail",schemaPath:"#/properties/detail/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath,schemaPath:"#/typ\
e",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}return validate141.errors=
vErrors,errors===0}var QueryFilter=validate142;function validate146(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.start!==void 0){let data0=data.start;if(typeof data0=="string"){if(!formats0.
test(data0)){let err0={instancePath:instancePath+"/start",schemaPath:"#/properties/start/format",keyword:"format",params:{
format:"date-time"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+
"/start",schemaPath:"#/properties/start/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}}if(data.end!==void 0){let data1=data.end;if(typeof data1=="string"){if(!formats0.test(data1)){let err2={
instancePath:instancePath+"/end",schemaPath:"#/properties/end/format",keyword:"format",params:{format:"date-time"}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/end",schemaPath:"#/propertie\
s/end/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}}else{let err4={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),
errors++}return validate146.errors=vErrors,errors===0}function validate142(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.tenant_id!==void 0){
let data0=data.tenant_id;if(typeof data0=="string"){if(data0.length>256&&func2(data0)>256){let err0={instancePath:instancePath+
"/tenant_id",schemaPath:"#/properties/tenant_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+"/tenant_id",schemaPath:"#/properties/tenan\
t_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}if(data.project_id!==
void 0){let data1=data.project_id;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err2={instancePath:instancePath+
"/project_id",schemaPath:"#/properties/project_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/project_id",schemaPath:"#/properties/proj\
ect_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.session_id!==
void 0){let data2=data.session_id;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err4={instancePath:instancePath+
"/session_id",schemaPath:"#/properties/session_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+"/session_id",schemaPath:"#/properties/sess\
ion_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.agent_id!==
void 0){let data3=data.agent_id;if(typeof data3=="string"){if(data3.length>256&&func2(data3)>256){let err6={instancePath:instancePath+
"/agent_id",schemaPath:"#/properties/agent_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err6]:vErrors.push(err6),errors++}}else{let err7={instancePath:instancePath+"/agent_id",schemaPath:"#/properties/agent_\
id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}if(data.span_id!==
void 0){let data4=data.span_id;if(typeof data4=="string"){if(data4.length>256&&func2(data4)>256){let err8={instancePath:instancePath+
"/span_id",schemaPath:"#/properties/span_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err8]:
vErrors.push(err8),errors++}}else{let err9={instancePath:instancePath+"/span_id",schemaPath:"#/properties/span_id/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}if(data.trace_id!==void 0){
let data5=data.trace_id;if(typeof data5=="string"){if(data5.length>256&&func2(data5)>256){let err10={instancePath:instancePath+
"/trace_id",schemaPath:"#/properties/trace_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=
[err10]:vErrors.push(err10),errors++}}else{let err11={instancePath:instancePath+"/trace_id",schemaPath:"#/properties/tra\
ce_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}if(data.
event_ids!==void 0){let data6=data.event_ids;if(Array.isArray(data6)){if(data6.length>1e3){let err12={instancePath:instancePath+
"/event_ids",schemaPath:"#/properties/event_ids/maxItems",keyword:"maxItems",params:{limit:1e3}};vErrors===null?vErrors=
[err12]:vErrors.push(err12),errors++}let len0=data6.length;for(let i0=0;i0<len0;i0++){let data7=data6[i0];if(typeof data7==
"string"){if(data7.length<1){let err13={instancePath:instancePath+"/event_ids/"+i0,schemaPath:"#/properties/event_ids/it\
ems/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}if(data7.
length>256&&func2(data7)>256){let err14={instancePath:instancePath+"/event_ids/"+i0,schemaPath:"#/properties/event_ids/i\
tems/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}}else{
let err15={instancePath:instancePath+"/event_ids/"+i0,schemaPath:"#/properties/event_ids/items/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}}}else{let err16={instancePath:instancePath+
"/event_ids",schemaPath:"#/properties/event_ids/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err16]:
vErrors.push(err16),errors++}}if(data.agent_names!==void 0){let data8=data.agent_names;if(Array.isArray(data8)){if(data8.
length>100){let err17={instancePath:instancePath+"/agent_names",schemaPath:"#/properties/agent_names/maxItems",keyword:"\
maxItems",params:{limit:100}};vErrors===null?vErrors=[err17]:vErrors.push(err17),errors++}let len1=data8.length;for(let i1=0;i1<
len1;i1++){let data9=data8[i1];if(typeof data9=="string"){if(data9.length<1){let err18={instancePath:instancePath+"/agen\
t_names/"+i1,schemaPath:"#/properties/agent_names/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?
vErrors=[err18]:vErrors.push(err18),errors++}if(data9.length>256&&func2(data9)>256){let err19={instancePath:instancePath+
"/agent_names/"+i1,schemaPath:"#/properties/agent_names/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===
null?vErrors=[err19]:vErrors.push(err19),errors++}}else{let err20={instancePath:instancePath+"/agent_names/"+i1,schemaPath:"\
#/properties/agent_names/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err20]:vErrors.push(
err20),errors++}}}else{let err21={instancePath:instancePath+"/agent_names",schemaPath:"#/properties/agent_names/type",keyword:"\
type",params:{type:"array"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}}if(data.invocation_ids!==void 0){
let data10=data.invocation_ids;if(Array.isArray(data10)){if(data10.length>100){let err22={instancePath:instancePath+"/in\
vocation_ids",schemaPath:"#/properties/invocation_ids/maxItems",keyword:"maxItems",params:{limit:100}};vErrors===null?vErrors=
[err22]:vErrors.push(err22),errors++}let len2=data10.length;for(let i2=0;i2<len2;i2++){let data11=data10[i2];if(typeof data11==
"string"){if(data11.length<1){let err23={instancePath:instancePath+"/invocation_ids/"+i2,schemaPath:"#/properties/invoca\
tion_ids/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}
if(data11.length>256&&func2(data11)>256){let err24={instancePath:instancePath+"/invocation_ids/"+i2,schemaPath:"#/proper\
ties/invocation_ids/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err24]:vErrors.push(
err24),errors++}}else{let err25={instancePath:instancePath+"/invocation_ids/"+i2,schemaPath:"#/properties/invocation_ids\
/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}}else{let err26={
instancePath:instancePath+"/invocation_ids",schemaPath:"#/properties/invocation_ids/type",keyword:"type",params:{type:"a\
rray"}};vErrors===null?vErrors=[err26]:vErrors.push(err26),errors++}}if(data.types!==void 0){let data12=data.types;if(Array.
isArray(data12)){if(data12.length>100){let err27={instancePath:instancePath+"/types",schemaPath:"#/properties/types/maxI\
tems",keyword:"maxItems",params:{limit:100}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}let len3=data12.
length;for(let i3=0;i3<len3;i3++)validate36(data12[i3],{instancePath:instancePath+"/types/"+i3,parentData:data12,parentDataProperty:i3,
rootData})||(vErrors=vErrors===null?validate36.errors:vErrors.concat(validate36.errors),errors=vErrors.length)}else{let err28={
instancePath:instancePath+"/types",schemaPath:"#/properties/types/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err28]:vErrors.push(err28),errors++}}if(data.statuses!==void 0){let data14=data.statuses;if(Array.isArray(
data14)){if(data14.length>100){let err29={instancePath:instancePath+"/statuses",schemaPath:"#/properties/statuses/maxIte\
ms",keyword:"maxItems",params:{limit:100}};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}let len4=data14.length;
for(let i4=0;i4<len4;i4++)validate40(data14[i4],{instancePath:instancePath+"/statuses/"+i4,parentData:data14,parentDataProperty:i4,
rootData})||(vErrors=vErrors===null?validate40.errors:vErrors.concat(validate40.errors),errors=vErrors.length)}else{let err30={
instancePath:instancePath+"/statuses",schemaPath:"#/properties/statuses/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err30]:vErrors.push(err30),errors++}}if(data.severities!==void 0){let data16=data.severities;if(Array.isArray(
data16)){if(data16.length>100){let err31={instancePath:instancePath+"/severities",schemaPath:"#/properties/severities/ma\
xItems",keyword:"maxItems",params:{limit:100}};vErrors===null?vErrors=[err31]:vErrors.push(err31),errors++}let len5=data16.
length;for(let i5=0;i5<len5;i5++)validate38(data16[i5],{instancePath:instancePath+"/severities/"+i5,parentData:data16,parentDataProperty:i5,
rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length)}else{let err32={
instancePath:instancePath+"/severities",schemaPath:"#/properties/severities/type",keyword:"type",params:{type:"array"}};
vErrors===null?vErrors=[err32]:vErrors.push(err32),errors++}}if(data.principal_ids!==void 0){let data18=data.principal_ids;
if(Array.isArray(data18)){if(data18.length>100){let err33={instancePath:instancePath+"/principal_ids",schemaPath:"#/prop\
erties/principal_ids/maxItems",keyword:"maxItems",params:{limit:100}};vErrors===null?vErrors=[err33]:vErrors.push(err33),
errors++}let len6=data18.length;for(let i6=0;i6<len6;i6++){let data19=data18[i6];if(typeof data19=="string"){if(data19.length<
1){let err34={instancePath:instancePath+"/principal_ids/"+i6,schemaPath:"#/properties/principal_ids/items/minLength",keyword:"\
minLength",params:{limit:1}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}if(data19.length>1024&&func2(data19)>
1024){let err35={instancePath:instancePath+"/principal_ids/"+i6,schemaPath:"#/properties/principal_ids/items/maxLength",
keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}}else{let err36={instancePath:instancePath+
"/principal_ids/"+i6,schemaPath:"#/properties/principal_ids/items/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err36]:vErrors.push(err36),errors++}}}else{let err37={instancePath:instancePath+"/principal_ids",schemaPath:"\
#/properties/principal_ids/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err37]:vErrors.push(err37),
errors++}}if(data.policy_outcomes!==void 0){let data20=data.policy_outcomes;if(Array.isArray(data20)){if(data20.length>100){
let err38={instancePath:instancePath+"/policy_outcomes",schemaPath:"#/properties/policy_outcomes/maxItems",keyword:"maxI\
tems",params:{limit:100}};vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}let len7=data20.length;for(let i7=0;i7<
len7;i7++){let data21=data20[i7];if(typeof data21=="string"){if(data21.length<1){let err39={instancePath:instancePath+"/\
policy_outcomes/"+i7,schemaPath:"#/properties/policy_outcomes/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===
null?vErrors=[err39]:vErrors.push(err39),errors++}if(data21.length>256&&func2(data21)>256){let err40={instancePath:instancePath+
"/policy_outcomes/"+i7,schemaPath:"#/properties/policy_outcomes/items/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}}else{let err41={instancePath:instancePath+"/policy_outcomes\
/"+i7,schemaPath:"#/properties/policy_outcomes/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err41]:vErrors.push(err41),errors++}}}else{let err42={instancePath:instancePath+"/policy_outcomes",schemaPath:"#/proper\
ties/policy_outcomes/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err42]:vErrors.push(err42),errors++}}
if(data.tool_names!==void 0){let data22=data.tool_names;if(Array.isArray(data22)){if(data22.length>100){let err43={instancePath:instancePath+
"/tool_names",schemaPath:"#/properties/tool_names/maxItems",keyword:"maxItems",params:{limit:100}};vErrors===null?vErrors=
[err43]:vErrors.push(err43),errors++}let len8=data22.length;for(let i8=0;i8<len8;i8++){let data23=data22[i8];if(typeof data23==
"string"){if(data23.length<1){let err44={instancePath:instancePath+"/tool_names/"+i8,schemaPath:"#/properties/tool_names\
/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err44]:vErrors.push(err44),errors++}if(data23.
length>256&&func2(data23)>256){let err45={instancePath:instancePath+"/tool_names/"+i8,schemaPath:"#/properties/tool_name\
s/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err45]:vErrors.push(err45),errors++}}else{
let err46={instancePath:instancePath+"/tool_names/"+i8,schemaPath:"#/properties/tool_names/items/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err46]:vErrors.push(err46),errors++}}}else{let err47={instancePath:instancePath+
"/tool_names",schemaPath:"#/properties/tool_names/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err47]:
vErrors.push(err47),errors++}}if(data.models!==void 0){let data24=data.models;if(Array.isArray(data24)){if(data24.length>
100){let err48={instancePath:instancePath+"/models",schemaPath:"#/properties/models/maxItems",keyword:"maxItems",params:{
limit:100}};vErrors===null?vErrors=[err48]:vErrors.push(err48),errors++}let len9=data24.length;for(let i9=0;i9<len9;i9++){
let data25=data24[i9];if(typeof data25=="string"){if(data25.length<1){let err49={instancePath:instancePath+"/models/"+i9,
schemaPath:"#/properties/models/items/minLength",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err49]:vErrors.
push(err49),errors++}if(data25.length>256&&func2(data25)>256){let err50={instancePath:instancePath+"/models/"+i9,schemaPath:"\
#/properties/models/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err50]:vErrors.push(
err50),errors++}}else{let err51={instancePath:instancePath+"/models/"+i9,schemaPath:"#/properties/models/items/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}}}else{let err52={instancePath:instancePath+
"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err52]:vErrors.
push(err52),errors++}}if(data.tags!==void 0){let data26=data.tags;if(Array.isArray(data26)){if(data26.length>100){let err53={
instancePath:instancePath+"/tags",schemaPath:"#/properties/tags/maxItems",keyword:"maxItems",params:{limit:100}};vErrors===
null?vErrors=[err53]:vErrors.push(err53),errors++}let len10=data26.length;for(let i10=0;i10<len10;i10++){let data27=data26[i10];
if(typeof data27=="string"){if(data27.length>256&&func2(data27)>256){let err54={instancePath:instancePath+"/tags/"+i10,schemaPath:"\
#/properties/tags/items/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err54]:vErrors.push(err54),
errors++}}else{let err55={instancePath:instancePath+"/tags/"+i10,schemaPath:"#/properties/tags/items/type",keyword:"type",
params:{type:"string"}};vErrors===null?vErrors=[err55]:vErrors.push(err55),errors++}}}else{let err56={instancePath:instancePath+
"/tags",schemaPath:"#/properties/tags/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err56]:vErrors.
push(err56),errors++}}if(data.text_query!==void 0){let data28=data.text_query;if(typeof data28=="string"){if(data28.length>
1024&&func2(data28)>1024){let err57={instancePath:instancePath+"/text_query",schemaPath:"#/properties/text_query/maxLeng\
th",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err57]:vErrors.push(err57),errors++}}else{let err58={
instancePath:instancePath+"/text_query",schemaPath:"#/properties/text_query/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err58]:vErrors.push(err58),errors++}}data.time!==void 0&&(validate146(data.time,{instancePath:instancePath+
"/time",parentData:data,parentDataProperty:"time",rootData})||(vErrors=vErrors===null?validate146.errors:vErrors.concat(
validate146.errors),errors=vErrors.length))}else{let err59={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"\
object"}};vErrors===null?vErrors=[err59]:vErrors.push(err59),errors++}return validate142.errors=vErrors,errors===0}var QueryRequest=validate148;var schema69={type:["string","integer"]};function validate150(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema69.type}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}return validate150.errors=vErrors,errors===0}function validate148(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.filter===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"filter"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.filter!==void 0&&(validate142(data.filter,{instancePath:instancePath+"/filter",
parentData:data,parentDataProperty:"filter",rootData})||(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.
errors),errors=vErrors.length)),data.page_size!==void 0){let data1=data.page_size;if(!(typeof data1=="number"&&!(data1%1)&&
!isNaN(data1)&&isFinite(data1))){let err1={instancePath:instancePath+"/page_size",schemaPath:"#/properties/page_size/typ\
e",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(typeof data1=="n\
umber"&&isFinite(data1)){if(data1>1e3||isNaN(data1)){let err2={instancePath:instancePath+"/page_size",schemaPath:"#/prop\
erties/page_size/maximum",keyword:"maximum",params:{comparison:"<=",limit:1e3}};vErrors===null?vErrors=[err2]:vErrors.push(
err2),errors++}if(data1<-2147483648||isNaN(data1)){let err3={instancePath:instancePath+"/page_size",schemaPath:"#/proper\
ties/page_size/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===null?vErrors=[err3]:vErrors.
push(err3),errors++}}}if(data.page_token!==void 0){let data2=data.page_token;if(typeof data2=="string"){if(data2.length>
4096&&func2(data2)>4096){let err4={instancePath:instancePath+"/page_token",schemaPath:"#/properties/page_token/maxLength",
keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+
"/page_token",schemaPath:"#/properties/page_token/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err5]:
vErrors.push(err5),errors++}}data.order_by_time!==void 0&&(validate150(data.order_by_time,{instancePath:instancePath+"/o\
rder_by_time",parentData:data,parentDataProperty:"order_by_time",rootData})||(vErrors=vErrors===null?validate150.errors:
vErrors.concat(validate150.errors),errors=vErrors.length))}else{let err6={instancePath,schemaPath:"#/type",keyword:"type",
params:{type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}return validate148.errors=vErrors,errors===
0}var QueryResponse=validate152;function validate152(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.events!==void 0){let data0=data.events;if(Array.isArray(data0)){let len0=data0.
length;for(let i0=0;i0<len0;i0++)validate35(data0[i0],{instancePath:instancePath+"/events/"+i0,parentData:data0,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.errors),errors=vErrors.length)}else{let err0={
instancePath:instancePath+"/events",schemaPath:"#/properties/events/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err0]:vErrors.push(err0),errors++}}if(data.next_page_token!==void 0&&typeof data.next_page_token!="string"){
let err1={instancePath:instancePath+"/next_page_token",schemaPath:"#/properties/next_page_token/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.total_count!==void 0){let data3=data.total_count;
if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)&&isFinite(data3))){let err2={instancePath:instancePath+"/total_co\
unt",schemaPath:"#/properties/total_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(typeof data3=="number"&&isFinite(data3)){if(data3>9007199254740991||isNaN(data3)){let err3={instancePath:instancePath+
"/total_count",schemaPath:"#/properties/total_count/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data3<-9007199254740991||isNaN(data3)){let err4={instancePath:instancePath+
"/total_count",schemaPath:"#/properties/total_count/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}}if(data.has_more!==void 0&&typeof data.has_more!="boolean"){
let err5={instancePath:instancePath+"/has_more",schemaPath:"#/properties/has_more/type",keyword:"type",params:{type:"boo\
lean"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}else{let err6={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}return validate152.errors=vErrors,
errors===0}var RedactEventRequest=validate154;function validate154(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.event_id===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"event_id"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.fields===
void 0){let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"fields"}};vErrors===null?
vErrors=[err1]:vErrors.push(err1),errors++}if(data.method===void 0){let err2={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"method"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.reason===
void 0){let err3={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"reason"}};vErrors===null?
vErrors=[err3]:vErrors.push(err3),errors++}if(data.tenant_id!==void 0){let data0=data.tenant_id;if(typeof data0=="string"){
if(data0.length>256&&func2(data0)>256){let err4={instancePath:instancePath+"/tenant_id",schemaPath:"#/properties/tenant_\
id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={
instancePath:instancePath+"/tenant_id",schemaPath:"#/properties/tenant_id/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.event_id!==void 0){let data1=data.event_id;if(typeof data1=="st\
ring"){if(data1.length<1){let err6={instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/minLength",keyword:"\
minLength",params:{limit:1}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data1.length>256&&func2(data1)>
256){let err7={instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/maxLength",keyword:"maxLength",params:{
limit:256}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}else{let err8={instancePath:instancePath+"/event_\
id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err8]:vErrors.
push(err8),errors++}}if(data.fields!==void 0){let data2=data.fields;if(Array.isArray(data2)){if(data2.length>256){let err9={
instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===
null?vErrors=[err9]:vErrors.push(err9),errors++}if(data2.length<1){let err10={instancePath:instancePath+"/fields",schemaPath:"\
#/properties/fields/minItems",keyword:"minItems",params:{limit:1}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}
let len0=data2.length;for(let i0=0;i0<len0;i0++){let data3=data2[i0];if(typeof data3=="string"){if(data3.length<1){let err11={
instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/fields/items/minLength",keyword:"minLength",params:{limit:1}};
vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}if(data3.length>4096&&func2(data3)>4096){let err12={instancePath:instancePath+
"/fields/"+i0,schemaPath:"#/properties/fields/items/maxLength",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=
[err12]:vErrors.push(err12),errors++}}else{let err13={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/f\
ields/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}let i1=data2.
length,j0;if(i1>1){let indices0={};for(;i1--;){let item0=data2[i1];if(typeof item0=="string"){if(typeof indices0[item0]==
"number"){j0=indices0[item0];let err14={instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/uniqueItems",
keyword:"uniqueItems",params:{i:i1,j:j0}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++;break}indices0[item0]=
i1}}}}else{let err15={instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type:"\
array"}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}}if(data.method!==void 0){let data4=data.method;if(typeof data4==
"string"){if(data4.length<1){let err16={instancePath:instancePath+"/method",schemaPath:"#/properties/method/minLength",keyword:"\
minLength",params:{limit:1}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}else{let err17={instancePath:instancePath+
"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err17]:vErrors.
push(err17),errors++}}if(data.reason!==void 0){let data5=data.reason;if(typeof data5=="string"){if(data5.length<1){let err18={
instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/minLength",keyword:"minLength",params:{limit:1}};vErrors===
null?vErrors=[err18]:vErrors.push(err18),errors++}if(data5.length>1024&&func2(data5)>1024){let err19={instancePath:instancePath+
"/reason",schemaPath:"#/properties/reason/maxLength",keyword:"maxLength",params:{limit:1024}};vErrors===null?vErrors=[err19]:
vErrors.push(err19),errors++}}else{let err20={instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}if(data.requested_by!==
void 0){let data6=data.requested_by;if(typeof data6=="string"){if(data6.length>256&&func2(data6)>256){let err21={instancePath:instancePath+
"/requested_by",schemaPath:"#/properties/requested_by/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?
vErrors=[err21]:vErrors.push(err21),errors++}}else{let err22={instancePath:instancePath+"/requested_by",schemaPath:"#/pr\
operties/requested_by/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err22]:vErrors.push(err22),errors++}}}else{
let err23={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err23]:vErrors.
push(err23),errors++}return validate154.errors=vErrors,errors===0}var RedactEventResponse=validate155;function validate155(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.event!==void 0&&(validate35(data.event,{instancePath:instancePath+"\
/event",parentData:data,parentDataProperty:"event",rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(
validate35.errors),errors=vErrors.length)),data.redaction_sequence!==void 0){let data1=data.redaction_sequence;if(!(typeof data1==
"number"&&!(data1%1)&&!isNaN(data1)&&isFinite(data1))){let err0={instancePath:instancePath+"/redaction_sequence",schemaPath:"\
#/properties/redaction_sequence/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}if(typeof data1=="number"&&isFinite(data1)){if(data1>9007199254740991||isNaN(data1)){let err1={instancePath:instancePath+
"/redaction_sequence",schemaPath:"#/properties/redaction_sequence/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data1<-9007199254740991||isNaN(data1)){let err2={instancePath:instancePath+
"/redaction_sequence",schemaPath:"#/properties/redaction_sequence/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}}if(data.redaction_event_id!==void 0&&typeof data.redaction_event_id!=
"string"){let err3={instancePath:instancePath+"/redaction_event_id",schemaPath:"#/properties/redaction_event_id/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{let err4={instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}return validate155.
errors=vErrors,errors===0}var RedactionInfo=validate157;function validate157(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.fields!==void 0){
let data0=data.fields;if(Array.isArray(data0)){let len0=data0.length;for(let i0=0;i0<len0;i0++){let data1=data0[i0];if(typeof data1==
"string"){if(data1.length<1){let err0={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/fields/items/min\
Length",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data1.length>
4096&&func2(data1)>4096){let err1={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/fields/items/maxLeng\
th",keyword:"maxLength",params:{limit:4096}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}else{let err2={instancePath:instancePath+
"/fields/"+i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err2]:vErrors.push(err2),errors++}}}else{let err3={instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/\
type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.method!==
void 0){let data2=data.method;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>256){let err4={instancePath:instancePath+
"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:
vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.salt_id!==void 0){let data3=data.
salt_id;if(typeof data3=="string"){if(data3.length>256&&func2(data3)>256){let err6={instancePath:instancePath+"/salt_id",
schemaPath:"#/properties/salt_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err6]:vErrors.
push(err6),errors++}}else{let err7={instancePath:instancePath+"/salt_id",schemaPath:"#/properties/salt_id/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}else{let err8={instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}return validate157.
errors=vErrors,errors===0}var RedactionRecord=validate158;function validate158(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.event_id===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"re\
quired",params:{missingProperty:"event_id"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.ordinal===
void 0){let err2={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"ordinal"}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}if(data.fields===void 0){let err3={instancePath,schemaPath:"#/required",
keyword:"required",params:{missingProperty:"fields"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}if(data.
method===void 0){let err4={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"method"}};vErrors===
null?vErrors=[err4]:vErrors.push(err4),errors++}if(data.erased===void 0){let err5={instancePath,schemaPath:"#/required",
keyword:"required",params:{missingProperty:"erased"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}if(data.
shown_hash===void 0){let err6={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"shown_ha\
sh"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!=
"string"){let err7={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"s\
tring"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data0!=="redaction_record"){let err8={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"redaction_record"}};vErrors===null?vErrors=
[err8]:vErrors.push(err8),errors++}}if(data.event_id!==void 0){let data1=data.event_id;if(typeof data1=="string"){if(data1.
length>256&&func2(data1)>256){let err9={instancePath:instancePath+"/event_id",schemaPath:"#/properties/event_id/maxLengt\
h",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}}else{let err10={instancePath:instancePath+
"/event_id",schemaPath:"#/properties/event_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err10]:
vErrors.push(err10),errors++}}if(data.sequence!==void 0){let data2=data.sequence;if(!(typeof data2=="number"&&!(data2%1)&&
!isNaN(data2)&&isFinite(data2))){let err11={instancePath:instancePath+"/sequence",schemaPath:"#/properties/sequence/type",
keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}if(typeof data2=="nu\
mber"&&isFinite(data2)){if(data2>9007199254740991||isNaN(data2)){let err12={instancePath:instancePath+"/sequence",schemaPath:"\
#/properties/sequence/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err12]:vErrors.push(err12),errors++}if(data2<0||isNaN(data2)){let err13={instancePath:instancePath+"/sequence",schemaPath:"\
#/properties/sequence/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};vErrors===null?vErrors=[err13]:vErrors.
push(err13),errors++}}}if(data.ordinal!==void 0){let data3=data.ordinal;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(
data3)&&isFinite(data3))){let err14={instancePath:instancePath+"/ordinal",schemaPath:"#/properties/ordinal/type",keyword:"\
type",params:{type:"integer"}};vErrors===null?vErrors=[err14]:vErrors.push(err14),errors++}if(typeof data3=="number"&&isFinite(
data3)){if(data3>2147483647||isNaN(data3)){let err15={instancePath:instancePath+"/ordinal",schemaPath:"#/properties/ordi\
nal/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===null?vErrors=[err15]:vErrors.push(err15),
errors++}if(data3<0||isNaN(data3)){let err16={instancePath:instancePath+"/ordinal",schemaPath:"#/properties/ordinal/mini\
mum",keyword:"minimum",params:{comparison:">=",limit:0}};vErrors===null?vErrors=[err16]:vErrors.push(err16),errors++}}}if(data.
fields!==void 0){let data4=data.fields;if(Array.isArray(data4)){if(data4.length>256){let err17={instancePath:instancePath+
"/fields",schemaPath:"#/properties/fields/maxItems",keyword:"maxItems",params:{limit:256}};vErrors===null?vErrors=[err17]:
vErrors.push(err17),errors++}let len0=data4.length;for(let i0=0;i0<len0;i0++){let data5=data4[i0];if(typeof data5=="stri\
ng"){if(data5.length<1){let err18={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/fields/items/minLeng\
th",keyword:"minLength",params:{limit:1}};vErrors===null?vErrors=[err18]:vErrors.push(err18),errors++}if(data5.length>4096&&
func2(data5)>4096){let err19={instancePath:instancePath+"/fields/"+i0,schemaPath:"#/properties/fields/items/maxLength",keyword:"\
maxLength",params:{limit:4096}};vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}}else{let err20={instancePath:instancePath+
"/fields/"+i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err20]:vErrors.push(err20),errors++}}}else{let err21={instancePath:instancePath+"/fields",schemaPath:"#/properties/fiel\
ds/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}}if(data.method!==
void 0){let data6=data.method;if(typeof data6=="string"){if(data6.length>256&&func2(data6)>256){let err22={instancePath:instancePath+
"/method",schemaPath:"#/properties/method/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err22]:
vErrors.push(err22),errors++}}else{let err23={instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err23]:vErrors.push(err23),errors++}}if(data.salt_id!==void 0){
let data7=data.salt_id;if(typeof data7=="string"){if(data7.length>256&&func2(data7)>256){let err24={instancePath:instancePath+
"/salt_id",schemaPath:"#/properties/salt_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err24]:
vErrors.push(err24),errors++}}else{let err25={instancePath:instancePath+"/salt_id",schemaPath:"#/properties/salt_id/type",
keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}}if(data.erased!==void 0){
let data8=data.erased;if(Array.isArray(data8)){let len1=data8.length;for(let i1=0;i1<len1;i1++){let data9=data8[i1];if(!(typeof data9==
"number"&&!(data9%1)&&!isNaN(data9)&&isFinite(data9))){let err26={instancePath:instancePath+"/erased/"+i1,schemaPath:"#/\
properties/erased/items/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err26]:vErrors.push(err26),
errors++}if(typeof data9=="number"&&isFinite(data9)){if(data9>9007199254740991||isNaN(data9)){let err27={instancePath:instancePath+
"/erased/"+i1,schemaPath:"#/properties/erased/items/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}if(data9<0||isNaN(data9)){let err28={instancePath:instancePath+
"/erased/"+i1,schemaPath:"#/properties/erased/items/minimum",keyword:"minimum",params:{comparison:">=",limit:0}};vErrors===
null?vErrors=[err28]:vErrors.push(err28),errors++}}}}else{let err29={instancePath:instancePath+"/erased",schemaPath:"#/p\
roperties/erased/type",keyword:"type",params:{type:"array"}};vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}
if(data.shown_hash!==void 0){let data10=data.shown_hash;if(typeof data10=="string"){if(!pattern1.test(data10)){let err30={
instancePath:instancePath+"/shown_hash",schemaPath:"#/properties/shown_hash/pattern",keyword:"pattern",params:{pattern:"\
^$|^[0-9a-f]{64}$"}};vErrors===null?vErrors=[err30]:vErrors.push(err30),errors++}}else{let err31={instancePath:instancePath+
"/shown_hash",schemaPath:"#/properties/shown_hash/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err31]:
vErrors.push(err31),errors++}}if(data.reason!==void 0){let data11=data.reason;if(typeof data11=="string"){if(data11.length>
1024&&func2(data11)>1024){let err32={instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/maxLength",keyword:"\
maxLength",params:{limit:1024}};vErrors===null?vErrors=[err32]:vErrors.push(err32),errors++}}else{let err33={instancePath:instancePath+
"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err33]:vErrors.
push(err33),errors++}}if(data.requested_by!==void 0){let data12=data.requested_by;if(typeof data12=="string"){if(data12.
length>256&&func2(data12)>256){let err34={instancePath:instancePath+"/requested_by",schemaPath:"#/properties/requested_b\
y/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}}else{let err35={
instancePath:instancePath+"/requested_by",schemaPath:"#/properties/requested_by/type",keyword:"type",params:{type:"strin\
g"}};vErrors===null?vErrors=[err35]:vErrors.push(err35),errors++}}if(data.key_id!==void 0){let data13=data.key_id;if(typeof data13==
"string"){if(data13.length>256&&func2(data13)>256){let err36={instancePath:instancePath+"/key_id",schemaPath:"#/properti\
es/key_id/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err36]:vErrors.push(err36),errors++}}else{
let err37={instancePath:instancePath+"/key_id",schemaPath:"#/properties/key_id/type",keyword:"type",params:{type:"string"}};
vErrors===null?vErrors=[err37]:vErrors.push(err37),errors++}}if(data.operator!==void 0){let data14=data.operator;if(typeof data14==
"string"){if(data14.length>256&&func2(data14)>256){let err38={instancePath:instancePath+"/operator",schemaPath:"#/proper\
ties/operator/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}}else{
let err39={instancePath:instancePath+"/operator",schemaPath:"#/properties/operator/type",keyword:"type",params:{type:"st\
ring"}};vErrors===null?vErrors=[err39]:vErrors.push(err39),errors++}}}else{let err40={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}return validate158.errors=vErrors,
errors===0}var RetryInfo=validate159;function validate159(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.attempt!==void 0){let data0=data.
attempt;if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)&&isFinite(data0))){let err0={instancePath:instancePath+"/\
attempt",schemaPath:"#/properties/attempt/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err0]:vErrors.
push(err0),errors++}if(typeof data0=="number"&&isFinite(data0)){if(data0>2147483647||isNaN(data0)){let err1={instancePath:instancePath+
"/attempt",schemaPath:"#/properties/attempt/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===
null?vErrors=[err1]:vErrors.push(err1),errors++}if(data0<-2147483648||isNaN(data0)){let err2={instancePath:instancePath+
"/attempt",schemaPath:"#/properties/attempt/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}}}if(data.strategy!==void 0){let data1=data.strategy;if(typeof data1=="s\
tring"){if(data1.length>256&&func2(data1)>256){let err3={instancePath:instancePath+"/strategy",schemaPath:"#/properties/\
strategy/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}else{
let err4={instancePath:instancePath+"/strategy",schemaPath:"#/properties/strategy/type",keyword:"type",params:{type:"str\
ing"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}if(data.backoff_ms!==void 0){let data2=data.backoff_ms;
if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)&&isFinite(data2))){let err5={instancePath:instancePath+"/backoff_\
ms",schemaPath:"#/properties/backoff_ms/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err5]:vErrors.
push(err5),errors++}if(typeof data2=="number"&&isFinite(data2)){if(data2>2147483647||isNaN(data2)){let err6={instancePath:instancePath+
"/backoff_ms",schemaPath:"#/properties/backoff_ms/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}if(data2<-2147483648||isNaN(data2)){let err7={instancePath:instancePath+
"/backoff_ms",schemaPath:"#/properties/backoff_ms/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}}}else{let err8={instancePath,schemaPath:"#/type",keyword:"ty\
pe",params:{type:"object"}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}return validate159.errors=vErrors,
errors===0}var SessionCost=validate160;function validate160(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.currency!==void 0&&typeof data.currency!=
"string"){let err0={instancePath:instancePath+"/currency",schemaPath:"#/properties/currency/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.cost!==void 0){let data1=data.cost,_errs4=errors,
valid1=!1,_errs5=errors;if(!(typeof data1=="number"&&isFinite(data1))){let err1={instancePath:instancePath+"/cost",schemaPath:"\
#/properties/cost/anyOf/0/type",keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),
errors++}var _valid0=_errs5===errors;if(valid1=valid1||_valid0,!valid1){let _errs7=errors;if(typeof data1!="string"){let err2={
instancePath:instancePath+"/cost",schemaPath:"#/properties/cost/anyOf/1/type",keyword:"type",params:{type:"string"}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}if(!(data1==="NaN"||data1==="Infinity"||data1==="-Infinity")){let err3={
instancePath:instancePath+"/cost",schemaPath:"#/properties/cost/anyOf/1/enum",keyword:"enum",params:{allowedValues:schema55.
properties.cost.anyOf[1].enum}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}var _valid0=_errs7===errors;valid1=
valid1||_valid0}if(valid1)errors=_errs4,vErrors!==null&&(_errs4?vErrors.length=_errs4:vErrors=null);else{let err4={instancePath:instancePath+
"/cost",schemaPath:"#/properties/cost/anyOf",keyword:"anyOf",params:{}};vErrors===null?vErrors=[err4]:vErrors.push(err4),
errors++}}}else{let err5={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=
[err5]:vErrors.push(err5),errors++}return validate160.errors=vErrors,errors===0}var SessionState=validate161;function validate161(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data==
"number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema54.
type}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}return validate161.errors=vErrors,errors===0}var SessionSummary=validate162;
function validate162(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.session_id!==void 0&&typeof data.session_id!="string"){let err0={instancePath:instancePath+
"/session_id",schemaPath:"#/properties/session_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}if(data.project_id!==void 0&&typeof data.project_id!="string"){let err1={instancePath:instancePath+
"/project_id",schemaPath:"#/properties/project_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:
vErrors.push(err1),errors++}if(data.first_event_at!==void 0){let data2=data.first_event_at;if(typeof data2=="string"){if(!formats0.
test(data2)){let err2={instancePath:instancePath+"/first_event_at",schemaPath:"#/properties/first_event_at/format",keyword:"\
format",params:{format:"date-time"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+
"/first_event_at",schemaPath:"#/properties/first_event_at/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err3]:vErrors.push(err3),errors++}}if(data.last_event_at!==void 0){let data3=data.last_event_at;if(typeof data3=="strin\
g"){if(!formats0.test(data3)){let err4={instancePath:instancePath+"/last_event_at",schemaPath:"#/properties/last_event_a\
t/format",keyword:"format",params:{format:"date-time"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{
let err5={instancePath:instancePath+"/last_event_at",schemaPath:"#/properties/last_event_at/type",keyword:"type",params:{
type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.event_count!==void 0){let data4=data.
event_count;if(!(typeof data4=="number"&&!(data4%1)&&!isNaN(data4)&&isFinite(data4))){let err6={instancePath:instancePath+
"/event_count",schemaPath:"#/properties/event_count/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err6]:vErrors.push(err6),errors++}if(typeof data4=="number"&&isFinite(data4)){if(data4>9007199254740991||isNaN(data4)){
let err7={instancePath:instancePath+"/event_count",schemaPath:"#/properties/event_count/maximum",keyword:"maximum",params:{
comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data4<-9007199254740991||
isNaN(data4)){let err8={instancePath:instancePath+"/event_count",schemaPath:"#/properties/event_count/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err8]:vErrors.push(err8),errors++}}}if(data.
state!==void 0&&(validate121(data.state,{instancePath:instancePath+"/state",parentData:data,parentDataProperty:"state",rootData})||
(vErrors=vErrors===null?validate121.errors:vErrors.concat(validate121.errors),errors=vErrors.length)),data.model_calls!==
void 0){let data6=data.model_calls;if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6)&&isFinite(data6))){let err9={instancePath:instancePath+
"/model_calls",schemaPath:"#/properties/model_calls/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err9]:vErrors.push(err9),errors++}if(typeof data6=="number"&&isFinite(data6)){if(data6>9007199254740991||isNaN(data6)){
let err10={instancePath:instancePath+"/model_calls",schemaPath:"#/properties/model_calls/maximum",keyword:"maximum",params:{
comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err10]:vErrors.push(err10),errors++}if(data6<-9007199254740991||
isNaN(data6)){let err11={instancePath:instancePath+"/model_calls",schemaPath:"#/properties/model_calls/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}}
if(data.tool_calls!==void 0){let data7=data.tool_calls;if(!(typeof data7=="number"&&!(data7%1)&&!isNaN(data7)&&isFinite(
data7))){let err12={instancePath:instancePath+"/tool_calls",schemaPath:"#/properties/tool_calls/type",keyword:"type",params:{
type:"integer"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}if(typeof data7=="number"&&isFinite(data7)){
if(data7>9007199254740991||isNaN(data7)){let err13={instancePath:instancePath+"/tool_calls",schemaPath:"#/properties/too\
l_calls/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err13]:vErrors.
push(err13),errors++}if(data7<-9007199254740991||isNaN(data7)){let err14={instancePath:instancePath+"/tool_calls",schemaPath:"\
#/properties/tool_calls/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=
[err14]:vErrors.push(err14),errors++}}}if(data.handoffs!==void 0){let data8=data.handoffs;if(!(typeof data8=="number"&&!(data8%
1)&&!isNaN(data8)&&isFinite(data8))){let err15={instancePath:instancePath+"/handoffs",schemaPath:"#/properties/handoffs/\
type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err15]:vErrors.push(err15),errors++}if(typeof data8==
"number"&&isFinite(data8)){if(data8>9007199254740991||isNaN(data8)){let err16={instancePath:instancePath+"/handoffs",schemaPath:"\
#/properties/handoffs/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err16]:vErrors.push(err16),errors++}if(data8<-9007199254740991||isNaN(data8)){let err17={instancePath:instancePath+"/ha\
ndoffs",schemaPath:"#/properties/handoffs/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===
null?vErrors=[err17]:vErrors.push(err17),errors++}}}if(data.data_accesses!==void 0){let data9=data.data_accesses;if(!(typeof data9==
"number"&&!(data9%1)&&!isNaN(data9)&&isFinite(data9))){let err18={instancePath:instancePath+"/data_accesses",schemaPath:"\
#/properties/data_accesses/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err18]:vErrors.push(err18),
errors++}if(typeof data9=="number"&&isFinite(data9)){if(data9>9007199254740991||isNaN(data9)){let err19={instancePath:instancePath+
"/data_accesses",schemaPath:"#/properties/data_accesses/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err19]:vErrors.push(err19),errors++}if(data9<-9007199254740991||isNaN(data9)){let err20={instancePath:instancePath+
"/data_accesses",schemaPath:"#/properties/data_accesses/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err20]:vErrors.push(err20),errors++}}}if(data.errors!==void 0){let data10=data.errors;if(!(typeof data10==
"number"&&!(data10%1)&&!isNaN(data10)&&isFinite(data10))){let err21={instancePath:instancePath+"/errors",schemaPath:"#/p\
roperties/errors/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err21]:vErrors.push(err21),errors++}
if(typeof data10=="number"&&isFinite(data10)){if(data10>9007199254740991||isNaN(data10)){let err22={instancePath:instancePath+
"/errors",schemaPath:"#/properties/errors/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===
null?vErrors=[err22]:vErrors.push(err22),errors++}if(data10<-9007199254740991||isNaN(data10)){let err23={instancePath:instancePath+
"/errors",schemaPath:"#/properties/errors/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===
null?vErrors=[err23]:vErrors.push(err23),errors++}}}if(data.policy_decisions!==void 0){let data11=data.policy_decisions;
if(!(typeof data11=="number"&&!(data11%1)&&!isNaN(data11)&&isFinite(data11))){let err24={instancePath:instancePath+"/pol\
icy_decisions",schemaPath:"#/properties/policy_decisions/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err24]:vErrors.push(err24),errors++}if(typeof data11=="number"&&isFinite(data11)){if(data11>9007199254740991||isNaN(data11)){
let err25={instancePath:instancePath+"/policy_decisions",schemaPath:"#/properties/policy_decisions/maximum",keyword:"max\
imum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err25]:vErrors.push(err25),errors++}if(data11<
-9007199254740991||isNaN(data11)){let err26={instancePath:instancePath+"/policy_decisions",schemaPath:"#/properties/poli\
cy_decisions/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err26]:
vErrors.push(err26),errors++}}}if(data.policy_outcomes!==void 0){let data12=data.policy_outcomes;if(data12&&typeof data12==
"object"&&!Array.isArray(data12))for(let key0 in data12){let data13=data12[key0];if(!(typeof data13=="number"&&!(data13%
1)&&!isNaN(data13)&&isFinite(data13))){let err27={instancePath:instancePath+"/policy_outcomes/"+key0.replace(/~/g,"~0").
replace(/\//g,"~1"),schemaPath:"#/properties/policy_outcomes/additionalProperties/type",keyword:"type",params:{type:"int\
eger"}};vErrors===null?vErrors=[err27]:vErrors.push(err27),errors++}if(typeof data13=="number"&&isFinite(data13)){if(data13>
9007199254740991||isNaN(data13)){let err28={instancePath:instancePath+"/policy_outcomes/"+key0.replace(/~/g,"~0").replace(
/\//g,"~1"),schemaPath:"#/properties/policy_outcomes/additionalProperties/maximum",keyword:"maximum",params:{comparison:"\
<=",limit:9007199254740991}};vErrors===null?vErrors=[err28]:vErrors.push(err28),errors++}if(data13<-9007199254740991||isNaN(
data13)){let err29={instancePath:instancePath+"/policy_outcomes/"+key0.replace(/~/g,"~0").replace(/\//g,"~1"),schemaPath:"\
#/properties/policy_outcomes/additionalProperties/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err29]:vErrors.push(err29),errors++}}}else{let err30={instancePath:instancePath+"/policy_outcome\
s",schemaPath:"#/properties/policy_outcomes/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err30]:
vErrors.push(err30),errors++}}if(data.more_policy_outcomes!==void 0){let data14=data.more_policy_outcomes;if(!(typeof data14==
"number"&&!(data14%1)&&!isNaN(data14)&&isFinite(data14))){let err31={instancePath:instancePath+"/more_policy_outcomes",schemaPath:"\
#/properties/more_policy_outcomes/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err31]:vErrors.push(
err31),errors++}if(typeof data14=="number"&&isFinite(data14)){if(data14>9007199254740991||isNaN(data14)){let err32={instancePath:instancePath+
"/more_policy_outcomes",schemaPath:"#/properties/more_policy_outcomes/maximum",keyword:"maximum",params:{comparison:"<=",
limit:9007199254740991}};vErrors===null?vErrors=[err32]:vErrors.push(err32),errors++}if(data14<-9007199254740991||isNaN(
data14)){let err33={instancePath:instancePath+"/more_policy_outcomes",schemaPath:"#/properties/more_policy_outcomes/mini\
mum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err33]:vErrors.push(err33),
errors++}}}if(data.input_tokens!==void 0){let data15=data.input_tokens;if(!(typeof data15=="number"&&!(data15%1)&&!isNaN(
data15)&&isFinite(data15))){let err34={instancePath:instancePath+"/input_tokens",schemaPath:"#/properties/input_tokens/t\
ype",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err34]:vErrors.push(err34),errors++}if(typeof data15==
"number"&&isFinite(data15)){if(data15>9007199254740991||isNaN(data15)){let err35={instancePath:instancePath+"/input_toke\
ns",schemaPath:"#/properties/input_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===
null?vErrors=[err35]:vErrors.push(err35),errors++}if(data15<-9007199254740991||isNaN(data15)){let err36={instancePath:instancePath+
"/input_tokens",schemaPath:"#/properties/input_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err36]:vErrors.push(err36),errors++}}}if(data.output_tokens!==void 0){let data16=data.output_tokens;
if(!(typeof data16=="number"&&!(data16%1)&&!isNaN(data16)&&isFinite(data16))){let err37={instancePath:instancePath+"/out\
put_tokens",schemaPath:"#/properties/output_tokens/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=
[err37]:vErrors.push(err37),errors++}if(typeof data16=="number"&&isFinite(data16)){if(data16>9007199254740991||isNaN(data16)){
let err38={instancePath:instancePath+"/output_tokens",schemaPath:"#/properties/output_tokens/maximum",keyword:"maximum",
params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err38]:vErrors.push(err38),errors++}if(data16<-9007199254740991||
isNaN(data16)){let err39={instancePath:instancePath+"/output_tokens",schemaPath:"#/properties/output_tokens/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err39]:vErrors.push(err39),errors++}}}
if(data.total_tokens!==void 0){let data17=data.total_tokens;if(!(typeof data17=="number"&&!(data17%1)&&!isNaN(data17)&&isFinite(
data17))){let err40={instancePath:instancePath+"/total_tokens",schemaPath:"#/properties/total_tokens/type",keyword:"type",
params:{type:"integer"}};vErrors===null?vErrors=[err40]:vErrors.push(err40),errors++}if(typeof data17=="number"&&isFinite(
data17)){if(data17>9007199254740991||isNaN(data17)){let err41={instancePath:instancePath+"/total_tokens",schemaPath:"#/p\
roperties/total_tokens/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=
[err41]:vErrors.push(err41),errors++}if(data17<-9007199254740991||isNaN(data17)){let err42={instancePath:instancePath+"/\
total_tokens",schemaPath:"#/properties/total_tokens/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err42]:vErrors.push(err42),errors++}}}if(data.costs!==void 0){let data18=data.costs;if(Array.isArray(
data18)){let len0=data18.length;for(let i0=0;i0<len0;i0++)validate123(data18[i0],{instancePath:instancePath+"/costs/"+i0,
parentData:data18,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate123.errors:vErrors.concat(validate123.
errors),errors=vErrors.length)}else{let err43={instancePath:instancePath+"/costs",schemaPath:"#/properties/costs/type",keyword:"\
type",params:{type:"array"}};vErrors===null?vErrors=[err43]:vErrors.push(err43),errors++}}if(data.more_costs!==void 0){let data20=data.
more_costs;if(!(typeof data20=="number"&&!(data20%1)&&!isNaN(data20)&&isFinite(data20))){let err44={instancePath:instancePath+
"/more_costs",schemaPath:"#/properties/more_costs/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[
err44]:vErrors.push(err44),errors++}if(typeof data20=="number"&&isFinite(data20)){if(data20>9007199254740991||isNaN(data20)){
let err45={instancePath:instancePath+"/more_costs",schemaPath:"#/properties/more_costs/maximum",keyword:"maximum",params:{
comparison:"<=",limit:9007199254740991}};vErrors===null?vErrors=[err45]:vErrors.push(err45),errors++}if(data20<-9007199254740991||
isNaN(data20)){let err46={instancePath:instancePath+"/more_costs",schemaPath:"#/properties/more_costs/minimum",keyword:"\
minimum",params:{comparison:">=",limit:-9007199254740991}};vErrors===null?vErrors=[err46]:vErrors.push(err46),errors++}}}
if(data.agent_ids!==void 0){let data21=data.agent_ids;if(Array.isArray(data21)){let len1=data21.length;for(let i1=0;i1<len1;i1++)
if(typeof data21[i1]!="string"){let err47={instancePath:instancePath+"/agent_ids/"+i1,schemaPath:"#/properties/agent_ids\
/items/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err47]:vErrors.push(err47),errors++}}else{let err48={
instancePath:instancePath+"/agent_ids",schemaPath:"#/properties/agent_ids/type",keyword:"type",params:{type:"array"}};vErrors===
null?vErrors=[err48]:vErrors.push(err48),errors++}}if(data.more_agents!==void 0){let data23=data.more_agents;if(!(typeof data23==
"number"&&!(data23%1)&&!isNaN(data23)&&isFinite(data23))){let err49={instancePath:instancePath+"/more_agents",schemaPath:"\
#/properties/more_agents/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err49]:vErrors.push(err49),
errors++}if(typeof data23=="number"&&isFinite(data23)){if(data23>9007199254740991||isNaN(data23)){let err50={instancePath:instancePath+
"/more_agents",schemaPath:"#/properties/more_agents/maximum",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991}};
vErrors===null?vErrors=[err50]:vErrors.push(err50),errors++}if(data23<-9007199254740991||isNaN(data23)){let err51={instancePath:instancePath+
"/more_agents",schemaPath:"#/properties/more_agents/minimum",keyword:"minimum",params:{comparison:">=",limit:-9007199254740991}};
vErrors===null?vErrors=[err51]:vErrors.push(err51),errors++}}}}else{let err52={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err52]:vErrors.push(err52),errors++}return validate162.errors=vErrors,
errors===0}var Severity=validate165;function validate165(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="number"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={
instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema20.type}};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}return validate165.errors=vErrors,errors===0}var SortOrder=validate166;function validate166(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"&&!(typeof data=="num\
ber"&&!(data%1)&&!isNaN(data)&&isFinite(data))){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:schema69.
type}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}return validate166.errors=vErrors,errors===0}var StateUpdate=validate167;
function validate167(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&
typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"\
required",params:{missingProperty:"kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.state===void 0){
let err1={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"state"}};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data0!=="state_update"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind\
/const",keyword:"const",params:{allowedValue:"state_update"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}
if(data.state!==void 0){let data1=data.state;if(!(data1&&typeof data1=="object"&&!Array.isArray(data1))){let err4={instancePath:instancePath+
"/state",schemaPath:"#/properties/state/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}}else{let err5={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?
vErrors=[err5]:vErrors.push(err5),errors++}return validate167.errors=vErrors,errors===0}var Step=validate168;function validate168(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.name!==void 0){let data0=data.name;if(typeof data0=="string"){if(data0.length>1024&&func2(
data0)>1024){let err0={instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{
limit:1024}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+"/name",
schemaPath:"#/properties/name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),
errors++}}if(data.kind!==void 0){let data1=data.kind;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>256){let err2={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===
null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/kind",schemaPath:"#/properti\
es/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.
input!==void 0){let data2=data.input;if(!(data2&&typeof data2=="object"&&!Array.isArray(data2))){let err4={instancePath:instancePath+
"/input",schemaPath:"#/properties/input/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.
push(err4),errors++}}if(data.output!==void 0){let data3=data.output;if(!(data3&&typeof data3=="object"&&!Array.isArray(data3))){
let err5={instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{type:"object"}};
vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}}if(data.duration_ms!==void 0){let data4=data.duration_ms;if(!(typeof data4==
"number"&&isFinite(data4))){let err6={instancePath:instancePath+"/duration_ms",schemaPath:"#/properties/duration_ms/type",
keyword:"type",params:{type:"number"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}}else{let err7={instancePath,
schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}return validate168.
errors=vErrors,errors===0}var StepContent=validate169;function validate169(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.step===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"requir\
ed",params:{missingProperty:"step"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.
kind;if(typeof data0!="string"){let err2={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="step"){let err3={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"step"}};vErrors===null?vErrors=[err3]:
vErrors.push(err3),errors++}}data.step!==void 0&&(validate66(data.step,{instancePath:instancePath+"/step",parentData:data,
parentDataProperty:"step",rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(validate66.errors),errors=
vErrors.length))}else{let err4={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=
[err4]:vErrors.push(err4),errors++}return validate169.errors=vErrors,errors===0}var TimeRange=validate171;function validate171(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.start!==void 0){let data0=data.start;if(typeof data0=="string"){if(!formats0.test(data0)){
let err0={instancePath:instancePath+"/start",schemaPath:"#/properties/start/format",keyword:"format",params:{format:"dat\
e-time"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}}else{let err1={instancePath:instancePath+"/start",schemaPath:"\
#/properties/start/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}}
if(data.end!==void 0){let data1=data.end;if(typeof data1=="string"){if(!formats0.test(data1)){let err2={instancePath:instancePath+
"/end",schemaPath:"#/properties/end/format",keyword:"format",params:{format:"date-time"}};vErrors===null?vErrors=[err2]:
vErrors.push(err2),errors++}}else{let err3={instancePath:instancePath+"/end",schemaPath:"#/properties/end/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}}else{let err4={instancePath,schemaPath:"\
#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}return validate171.
errors=vErrors,errors===0}var ToolCall=validate172;function validate172(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.kind===void 0){
let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"kind"}};vErrors===null?vErrors=
[err0]:vErrors.push(err0),errors++}if(data.name===void 0){let err1={instancePath,schemaPath:"#/required",keyword:"requir\
ed",params:{missingProperty:"name"}};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}if(data.kind!==void 0){let data0=data.
kind;if(typeof data0!="string"){let err2={instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"\
type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}if(data0!=="tool_call"){let err3={
instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue:"tool_call"}};
vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}if(data.id!==void 0){let data1=data.id;if(typeof data1=="stri\
ng"){if(data1.length>256&&func2(data1)>256){let err4={instancePath:instancePath+"/id",schemaPath:"#/properties/id/maxLen\
gth",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+
"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err5]:vErrors.push(
err5),errors++}}if(data.name!==void 0){let data2=data.name;if(typeof data2=="string"){if(data2.length>256&&func2(data2)>
256){let err6={instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}else{let err7={instancePath:instancePath+"/name",schemaPath:"\
#/properties/name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}}
if(data.arguments!==void 0){let data3=data.arguments;if(!(data3&&typeof data3=="object"&&!Array.isArray(data3))){let err8={
instancePath:instancePath+"/arguments",schemaPath:"#/properties/arguments/type",keyword:"type",params:{type:"object"}};vErrors===
null?vErrors=[err8]:vErrors.push(err8),errors++}}if(data.auth_required!==void 0&&typeof data.auth_required!="boolean"){let err9={
instancePath:instancePath+"/auth_required",schemaPath:"#/properties/auth_required/type",keyword:"type",params:{type:"boo\
lean"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}if(data.function_name!==void 0){let data5=data.function_name;
if(typeof data5=="string"){if(data5.length>256&&func2(data5)>256){let err10={instancePath:instancePath+"/function_name",
schemaPath:"#/properties/function_name/maxLength",keyword:"maxLength",params:{limit:256}};vErrors===null?vErrors=[err10]:
vErrors.push(err10),errors++}}else{let err11={instancePath:instancePath+"/function_name",schemaPath:"#/properties/functi\
on_name/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}if(data.
tool_type!==void 0){let data6=data.tool_type;if(typeof data6=="string"){if(data6.length>256&&func2(data6)>256){let err12={
instancePath:instancePath+"/tool_type",schemaPath:"#/properties/tool_type/maxLength",keyword:"maxLength",params:{limit:256}};
vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}}else{let err13={instancePath:instancePath+"/tool_type",schemaPath:"\
#/properties/tool_type/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err13]:vErrors.push(err13),errors++}}}else{
let err14={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}};vErrors===null?vErrors=[err14]:vErrors.
push(err14),errors++}return validate172.errors=vErrors,errors===0}var ToolResponse=validate173;function validate173(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.kind===void 0){let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
kind"}};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}if(data.tool_call_id===void 0){let err1={instancePath,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"tool_call_id"}};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}if(data.kind!==void 0){let data0=data.kind;if(typeof data0!="string"){let err2={instancePath:instancePath+
"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=[err2]:vErrors.
push(err2),errors++}if(data0!=="tool_response"){let err3={instancePath:instancePath+"/kind",schemaPath:"#/properties/kin\
d/const",keyword:"const",params:{allowedValue:"tool_response"}};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}
if(data.tool_call_id!==void 0){let data1=data.tool_call_id;if(typeof data1=="string"){if(data1.length>256&&func2(data1)>
256){let err4={instancePath:instancePath+"/tool_call_id",schemaPath:"#/properties/tool_call_id/maxLength",keyword:"maxLe\
ngth",params:{limit:256}};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}}else{let err5={instancePath:instancePath+
"/tool_call_id",schemaPath:"#/properties/tool_call_id/type",keyword:"type",params:{type:"string"}};vErrors===null?vErrors=
[err5]:vErrors.push(err5),errors++}}if(data.output!==void 0){let data2=data.output;if(!(data2&&typeof data2=="object"&&!Array.
isArray(data2))){let err6={instancePath:instancePath+"/output",schemaPath:"#/properties/output/type",keyword:"type",params:{
type:"object"}};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}if(data.error_message!==void 0&&typeof data.error_message!=
"string"){let err7={instancePath:instancePath+"/error_message",schemaPath:"#/properties/error_message/type",keyword:"typ\
e",params:{type:"string"}};vErrors===null?vErrors=[err7]:vErrors.push(err7),errors++}if(data.execution_time_ms!==void 0){
let data4=data.execution_time_ms;if(!(typeof data4=="number"&&isFinite(data4))){let err8={instancePath:instancePath+"/ex\
ecution_time_ms",schemaPath:"#/properties/execution_time_ms/type",keyword:"type",params:{type:"number"}};vErrors===null?
vErrors=[err8]:vErrors.push(err8),errors++}}if(data.http_status!==void 0){let data5=data.http_status;if(!(typeof data5==
"number"&&!(data5%1)&&!isNaN(data5)&&isFinite(data5))){let err9={instancePath:instancePath+"/http_status",schemaPath:"#/\
properties/http_status/type",keyword:"type",params:{type:"integer"}};vErrors===null?vErrors=[err9]:vErrors.push(err9),errors++}
if(typeof data5=="number"&&isFinite(data5)){if(data5>2147483647||isNaN(data5)){let err10={instancePath:instancePath+"/ht\
tp_status",schemaPath:"#/properties/http_status/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647}};vErrors===
null?vErrors=[err10]:vErrors.push(err10),errors++}if(data5<-2147483648||isNaN(data5)){let err11={instancePath:instancePath+
"/http_status",schemaPath:"#/properties/http_status/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648}};
vErrors===null?vErrors=[err11]:vErrors.push(err11),errors++}}}}else{let err12={instancePath,schemaPath:"#/type",keyword:"\
type",params:{type:"object"}};vErrors===null?vErrors=[err12]:vErrors.push(err12),errors++}return validate173.errors=vErrors,
errors===0}export{AgentHandoff,Any,Author,Capabilities,CommitmentLeaf,CostDetails,DataAccess,ErrorInfo,EvaluationResult,Event,EventBatch,
EventContent,EventNotice,EventRejection,EventStatus,EventType,GetConsistencyProofResponse,GetEventStatsResponse,GetInclusionProofResponse,
InfrastructureMetrics,IngestEventBatchResponse,IngestEventResponse,LLMInvocation,ListEntriesResponse,ListSessionsResponse,
LogEntry,MCPCall,MessageContent,PerformanceMetrics,PolicyDecision,Principal,PrincipalKind,Problem,ProblemError,QueryFilter,
QueryRequest,QueryResponse,RedactEventRequest,RedactEventResponse,RedactionInfo,RedactionRecord,RetryInfo,SessionCost,SessionState,
SessionSummary,Severity,SortOrder,StateUpdate,Step,StepContent,TimeRange,ToolCall,ToolResponse};
